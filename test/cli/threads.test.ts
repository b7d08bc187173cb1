/** A check of many files, which several threads share, says what checks of a few of them say, in the same order. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import { createReporter } from '../../cli/check/reporters.ts';
import type { Source } from '../../cli/check/sources.ts';
import { checkInThreads } from '../../cli/check/threads.ts';
import { processIo } from '../../cli/io.ts';
import { openProjects } from '../../cli/projects.ts';

/** That a file is judged by a manifest with errors. */
const isForManifest = (found: string): boolean => found.endsWith(' manifest/errors');

/** Enough for a second thread wherever there is a second processor. */
const FILES = 2400;
const CLI = path.resolve('dist/cli.js');

interface Report {
  readonly reports: readonly { readonly path: string; readonly validatedAt: string }[];
  readonly summary: { readonly files: number; readonly unreadable: readonly unknown[] };
}

describe('a check of many files', function () {
  this.timeout(120_000);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-threads-'));

  before(() => {
    const build = spawnSync(process.execPath, ['esbuild.mjs', '--only', 'cli'], { encoding: 'utf8' });
    assert.equal(build.status, 0, build.stderr);
    fs.writeFileSync(path.join(folder, 'secure-config.yaml'), 'files:\n  - match: "*.env"\nwrong: true\n');
    for (let index = 0; index < FILES; index++) {
      const text = index % 100 === 99 ? 'A=1\nA=2\n' : `A=${index}\n`;
      fs.writeFileSync(path.join(folder, `${String(index).padStart(4, '0')}.env`), text);
    }
    fs.mkdirSync(path.join(folder, '.env'));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const check = (...args: readonly string[]) =>
    spawnSync(process.execPath, [CLI, 'check', ...args], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
  const json = (...args: readonly string[]): Report => JSON.parse(check('--format', 'json', ...args).stdout);

  it('says the same as checks of a part of them each', () => {
    const names = fs.readdirSync(folder).filter(name => name.endsWith('.env') && name !== '.env');
    const parts = Array.from({ length: 6 }, (_, part) => names.slice(part * 400, (part + 1) * 400));
    const expected = parts.flatMap(part => json(...part).reports);
    const all = json('.');
    const isOfFile = ({ path: file }: Report['reports'][number]) => file.endsWith('.env');
    const told = (report: object) => ({ ...report, validatedAt: '' });
    assert.equal(all.summary.files, FILES + 1);
    assert.deepEqual(all.reports.filter(isOfFile).map(told), expected.filter(isOfFile).map(told));
    assert.equal(all.reports[0]?.path, 'secure-config.yaml');
  });

  it('says once what is wrong with the manifest, and lists the findings in the order of the files', () => {
    const { stdout, status } = check('--no-color');
    assert.equal(status, 1);
    const found = [...stdout.matchAll(/^(\S+):\d+:\d+ \w+ (\S+)/gm)].map(match => `${match[1]} ${match[2]}`);
    const [own, ofFiles] = [found.filter(each => !isForManifest(each)), found.filter(isForManifest)];
    assert.deepEqual(own.slice(0, 3), [
      'secure-config.yaml manifest/unknown-key',
      '0099.env syntax/duplicate-key',
      '0199.env syntax/duplicate-key',
    ]);
    assert.equal(own.length, 1 + FILES / 100);
    assert.deepEqual(ofFiles, ofFiles.toSorted());
    assert.equal(ofFiles.length, FILES, 'each file is judged by it');
  });

  it('says what cannot be used, although a thread met it first', () => {
    const { stderr, status } = check('--environment', 'nowhere', '--profile', 'voicehive');
    assert.equal(status, 2);
    assert.match(stderr, /knows no environment nowhere/);
  });

  it('hears, between two batches of its own, what threads have answered', async () => {
    const io = processIo(false, new AbortController().signal);
    const report = { format: 'json', quiet: false };
    const checking = { projects: openProjects(io, {}), reporter: createReporter(report, io), io };
    const look = { isColoured: false, columns: undefined };
    const sources = Array.from({ length: 200 }, (_, index) =>
      sourceOf(path.join(folder, `0${100 + index}.env`)),
    );
    const heardAfter = new Set<number>();
    let checked = 0;
    const hear = (): void => {
      heardAfter.add(checked);
      if (checked < sources.length) setImmediate(hear);
    };
    setImmediate(hear);
    const all = checkInThreads(sources, { count: 0, data: { report, choices: {}, look } }, checking);
    for await (const _ of all) checked++;
    assert.equal(checked, sources.length);
    for (const batches of [1, 2, 3]) assert.ok(heardAfter.has(batches * 50));
  });
});

/** Where no manifest governs it, and nothing has to be waited for. */
function sourceOf(name: string): Source {
  const absolutePath = path.join(os.tmpdir(), 'secure-config-flat', name);
  return { path: name, absolutePath, text: 'A=1\n', kind: 'file', isNamed: false };
}
