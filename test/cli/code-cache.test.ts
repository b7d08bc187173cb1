/** The command line compiles a schema once, whoever runs it next, and however many run at the same time. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';

const PRODUCT = path.resolve('dist', `cached-${process.pid}`);
const COMPILER = path.join(PRODUCT, 'schema-compiler.js');
const FILES: Readonly<Record<string, string>> = {
  'secure-config.yaml': 'schema: ./schema.yaml\nfiles:\n  - match: "*.yaml"\n    environment: test\n',
  'schema.yaml':
    'type: object\nproperties:\n  port: { type: integer, minimum: 1 }\n  host: { pattern: "(a|b)+$" }\n',
  'app.yaml': 'port: 0\nhost: none\n',
};

interface Run {
  readonly code: number | null;
  readonly said: string;
}

describe('compiled code of the command line', function () {
  this.timeout(120_000);
  let folder = '';

  before(() => {
    const build = spawnSync(process.execPath, ['esbuild.mjs', '--only', 'cli', '--outdir', PRODUCT], {
      encoding: 'utf8',
    });
    assert.equal(build.status, 0, build.stderr);
  });
  after(() => fs.rmSync(PRODUCT, { recursive: true, force: true }));
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-'));
    for (const [name, text] of Object.entries(FILES)) fs.writeFileSync(path.join(folder, name), text);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  const check = (variables: Readonly<Record<string, string>> = {}): Promise<Run> => {
    const env = { ...process.env, SECURE_CONFIG_HOME: path.join(folder, 'home'), ...variables };
    const args = [path.join(PRODUCT, 'cli.js'), 'check', '--quiet', '--no-color', 'app.yaml'];
    const child = spawn(process.execPath, args, { cwd: folder, env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += String(chunk)));
    return new Promise(resolve => child.once('close', code => resolve({ code, said })));
  };
  const withoutCompiler = async (work: () => Promise<void>): Promise<void> => {
    fs.renameSync(COMPILER, `${COMPILER}.away`);
    await work().finally(() => fs.renameSync(`${COMPILER}.away`, COMPILER));
  };
  const kept = (): readonly string[] => fs.readdirSync(path.join(folder, 'home', 'cache', 'code'));

  it('needs no compiler the second time', async () => {
    const first = await check();
    assert.equal(first.code, 1);
    assert.match(first.said, /port[\s\S]*host/);
    await withoutCompiler(async () => assert.deepEqual(await check(), first));
  });

  it('is not kept when that is switched off', async () => {
    const off = { SECURE_CONFIG_CACHE: 'off' };
    const first = await check(off);
    assert.ok(!fs.existsSync(path.join(folder, 'home')));
    assert.deepEqual(await check(), first);
    await withoutCompiler(async () => assert.equal((await check(off)).code, 3));
  });

  it('is compiled anew for a schema that has changed', async () => {
    const first = await check();
    fs.writeFileSync(path.join(folder, 'schema.yaml'), 'properties:\n  port: { minimum: 0 }\n');
    assert.deepEqual([first.code, (await check()).code], [1, 0]);
    fs.writeFileSync(path.join(folder, 'schema.yaml'), FILES['schema.yaml'] ?? '');
    await withoutCompiler(async () => assert.deepEqual(await check(), first));
  });

  it('is the same after many at once, and after damage', async () => {
    const runs = await Promise.all(Array.from({ length: 6 }, () => check()));
    assert.equal(new Set(runs.map(({ said }) => said)).size, 1);
    assert.deepEqual(
      kept().filter(name => !/^[0-9a-f]{64}$/.test(name)),
      [],
    );
    await withoutCompiler(async () => assert.deepEqual(await check(), runs[0]));
    for (const name of kept()) fs.truncateSync(path.join(folder, 'home', 'cache', 'code', name), 1000);
    assert.deepEqual(await check(), runs[0]);
    await withoutCompiler(async () => assert.deepEqual(await check(), runs[0]));
  });
});
