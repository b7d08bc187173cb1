/** Secrets that go through every command of a ledger come out nowhere but in the hands of their recipients (T14). */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { after, before, describe, it } from 'mocha';
import { cutFile } from '../../shared/core/ledger/cut.ts';
import { keyedFingerprint } from '../../shared/core/ledger/fingerprint.ts';
import { recipientsOf } from '../../shared/core/ledger/members.ts';
import { parseManifest } from '../../shared/core/profile/parse-manifest.ts';
import { jsonAttachment } from '../../shared/core/workflow/attachment.ts';
import type { Environment } from '../../shared/node/environment.ts';
import type { AgeKey } from '../../shared/node/keys/age.ts';
import type { Ledger } from '../../shared/node/ledger/ledger.ts';
import { openPersonalLedger, type Person, personNamed } from '../../shared/node/ledger/personal.ts';
import { record } from '../../shared/node/ledger/record.ts';
import { readBundle, readFingerprintKey, sealBundle } from '../../shared/node/ledger/secrets.ts';
import { must, temporaryFolder } from '../support/real-ledger.ts';

const CANARY = 'Tr0ub4dor-canary-9f8e7d6c5b4a';
const TEXT = `API_KEY=${CANARY}\n# the key is ${CANARY}\nPORT=8080\n`;

describe('a secret in a ledger', () => {
  const root = temporaryFolder('canary');
  const project = path.join(root, 'project');
  const said: string[] = [];

  before(() => {
    const build = spawnSync(process.execPath, ['esbuild.mjs', '--only', 'cli'], { encoding: 'utf8' });
    assert.equal(build.status, 0, build.stderr);
    fs.mkdirSync(project);
    fs.writeFileSync(
      path.join(project, 'secure-config.yaml'),
      'extends: twelve-factor\nfiles: [".env.{environment}"]\n',
    );
    execFileSync('git', ['init', '--quiet', '--bare', path.join(root, 'remote.git')]);
    execFileSync('git', ['init', '--quiet', project]);
    execFileSync('git', ['-C', project, 'remote', 'add', 'origin', path.join(root, 'remote.git')]);
  });
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  const environmentOf = (who: string): Environment => ({
    variables: { PATH: process.env.PATH, HOME: root, SECURE_CONFIG_HOME: path.join(root, who) },
    home: root,
    platform: process.platform,
  });
  const run = (who: string, ...args: string[]): string => {
    const ran = spawnSync(process.execPath, [path.resolve('dist/cli.js'), ...args], {
      cwd: project,
      env: environmentOf(who).variables,
      encoding: 'utf8',
    });
    said.push(ran.stdout, ran.stderr);
    assert.ok(ran.status === 0 || ran.status === 1, `${args.join(' ')}: ${ran.stderr}`);
    return ran.stdout;
  };
  const open = async (who: string) => {
    const text = fs.readFileSync(path.join(project, 'secure-config.yaml'), 'utf8');
    const settings = parseManifest(text, 'secure-config.yaml').value.manifest.ledger;
    assert.ok(settings);
    const environment = environmentOf(who);
    const person = must(await personNamed(undefined, { environment }));
    const key = await person.ageKey();
    assert.ok(key.ok);
    return {
      ledger: must(await openPersonalLedger(settings, environment, () => new Date())),
      person,
      key: key.value,
    };
  };

  it('is in no file, object or message, and is read by its recipients', async () => {
    for (const who of ['anna', 'bob'])
      run(who, 'identity', 'create', '--principal', `${who}@example.com`, '--new');
    run('anna', 'ledger', 'init', '--title', 'Canary', '--yes');
    await keepSecret(await open('anna'));

    const introduction = run('bob', 'identity', 'show').trim().split('\n').at(-1) ?? '';
    assert.match(
      run('anna', 'ledger', 'member', 'add', introduction, '--roles', 'administrator'),
      /secrets of 1 version/,
    );
    run('anna', 'ledger', 'sync', '--on');
    run('bob', 'ledger', 'sync');
    const { ledger, key } = await open('bob');
    const { state, commit } = must(await ledger.refresh());
    const version = state.versions.get('production@1');
    assert.ok(version);
    const { bundle: name } = version.content;
    assert.ok(name);
    const bundle = must(await readBundle({ repository: ledger.repository, commit }, state, name, key));
    assert.deepEqual(bundle.files, { '.env.production': [CANARY, CANARY] });
    await ledger.close();

    for (const format of ['text', 'json'])
      for (const command of ['status', 'log', 'show', 'verify', 'alarms', 'sync'])
        run('anna', 'ledger', command, '--format', format);
    for (const seq of ['0', '1', '2', '3']) run('anna', 'ledger', 'show', seq);
    run('anna', 'ledger', 'log', '--field', 'api_key');
    run('anna', 'ledger', 'export');
    run('anna', 'ledger', 'backup', path.join(root, 'backup.bundle'));
    run('anna', 'ledger', 'verify', '--bundle', path.join(root, 'backup.bundle'));
    run('new', 'ledger', 'restore', path.join(root, 'backup.bundle'));
    assert.match(
      run('anna', 'ledger', 'member', 'remove', 'bob@example.com'),
      /still know these secrets[\s\S]*api_key/,
    );
    run('anna', 'ledger', 'policy', 'show');

    const places = [...filesOf(root).entries(), ['what was said', Buffer.from(said.join('\n'))] as const];
    assert.ok(places.length > 60, `only ${places.length} places were searched`);
    for (const [place, bytes] of places) {
      for (const [form, mark] of marks())
        assert.ok(!bytes.includes(mark), `${form} of the secret is in ${place}`);
    }
    const isKeyFile = (place: string): boolean => /\/config\/identities\//.test(place);
    const keys = places.flatMap(([place, bytes]) =>
      isKeyFile(place) ? keysIn(bytes.toString('latin1')) : [],
    );
    assert.equal(keys.length, 6, 'one line of age and two of SSH for each of two people');
    for (const [place, bytes] of places)
      for (const key of keys) assert.ok(isKeyFile(place) || !bytes.includes(key), `a key is in ${place}`);
  }).timeout(120_000);
});

interface Opened {
  readonly ledger: Ledger;
  readonly person: Person;
  readonly key: AgeKey;
}

/** What a first version does, with a file that has a secret. */
async function keepSecret({ ledger, person, key }: Opened): Promise<void> {
  const { state, commit } = must(await ledger.refresh());
  const source = { repository: ledger.repository, commit };
  const fingerprintKey = must(await readFingerprintKey(source, state.policy, key));
  assert.ok(fingerprintKey);
  const start = TEXT.indexOf(CANARY);
  const places = [{ start, end: start + CANARY.length, field: 'api_key' }];
  const { file, values } = cutFile('.env.production', TEXT, places, keyedFingerprint(fingerprintKey, 1));
  const cut = jsonAttachment(file);
  const bundle = must(await sealBundle({ [file.path]: values }, recipientsOf(state.policy)));
  const content = { files: [{ path: file.path, cut: cut.name }], bundle: bundle.name };
  const assessment = { score: 100, isCompliant: true, ruleSet: state.policy.ruleSet };
  const data = {
    environment: 'production',
    number: 1,
    parent: null,
    message: 'What is there.',
    content,
    assessment,
  };
  must(
    await record(ledger, person, () => ({
      kind: 'version.created',
      data,
      attachments: [cut.bytes, bundle.bytes],
    })),
  );
  await ledger.close();
}

/** Every file below, and every object of every repository, inflated. */
function filesOf(folder: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const name of fs.readdirSync(folder, { recursive: true }) as string[]) {
    const file = path.join(folder, name);
    if (fs.statSync(file).isFile()) found.set(file, fs.readFileSync(file));
    if (!/\.git$/.test(name)) continue;
    const args = [`--git-dir=${file}`, 'cat-file', '--batch', '--batch-all-objects'];
    found.set(`the objects of ${file}`, execFileSync('git', args, { maxBuffer: 1 << 28 }));
  }
  return found;
}

/** What is secret of a key: what is around it stands in programs, too, and in what is kept of them compiled. */
function keysIn(text: string): string[] {
  const age = [...text.matchAll(/AGE-SECRET-KEY-1([0-9A-Z]{40,})/g)].map(([, key = '']) => key);
  const [, ssh = ''] = /BEGIN OPENSSH PRIVATE KEY-----\n([^-]+)/.exec(text) ?? [];
  return [...age, ...ssh.split('\n').slice(2, 4)]; // the lines before have what is public
}

/** The secret as it is, and as somebody may think that it is not. */
function marks(): readonly (readonly [form: string, mark: string | Buffer])[] {
  const bytes = Buffer.from(CANARY);
  return [
    ['the text', bytes],
    ['a part', Buffer.from('canary-9f8e')],
    ['base64', bytes.toString('base64').slice(0, -4)],
    ['hex', bytes.toString('hex')],
    ['UTF-16', Buffer.from(CANARY, 'utf16le')],
    ...['sha1', 'sha256', 'sha512'].flatMap(name => {
      const digest = createHash(name).update(bytes).digest();
      return [
        [`${name} in hex`, digest.toString('hex')],
        [name, digest],
      ] as const;
    }),
  ];
}
