/** Holds that no private half of an identity is ever printed, and that a person at a terminal is asked what is needed. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { before, describe, it } from 'mocha';
import { generateAgeKey } from '../../shared/node/keys/age.ts';
import { needProgram } from '../support/debian-programs.ts';
import { useScratch } from '../support/scratch.ts';
import { startAgent } from '../support/ssh-agent.ts';
import { makeSshKey } from '../support/ssh-keys.ts';

const CLI = path.resolve('dist/cli.js');
const ANNA = ['--principal', 'anna@example.com'];

describe('secure-config identity', function () {
  this.timeout(60_000);
  const scratch = useScratch();

  before(() => {
    const build = spawnSync(process.execPath, ['esbuild.mjs', '--only', 'cli'], { encoding: 'utf8' });
    assert.equal(build.status, 0, build.stderr);
  });

  it('prints no private key, no age identity and nothing of SECURE_CONFIG_AGE_KEY, whatever happens', async () => {
    const own = makeSshKey(scratch.folder, 'ssh-ed25519', { passphrase: 'an invented passphrase' });
    const given = (await generateAgeKey()).identity;
    const withAge = { SECURE_CONFIG_AGE_KEY: given };
    const printed = [
      run(['create', 'made', ...ANNA, '--new'], {}, 0),
      run(['create', 'own', ...ANNA, '--key', own.path, '--format', 'json'], withAge, 0),
      run(['create', 'broken', ...ANNA, '--new'], { SECURE_CONFIG_AGE_KEY: `${given}X` }, 3),
      run(['create', 'wrong', ...ANNA, '--key', fs.readFileSync(own.path, 'utf8')], {}, 2),
      run(['show'], withAge, 0),
      run(['show', 'own', '--format', 'json'], withAge, 0),
      run(['list'], withAge, 0),
      run(['list', '--format', 'json'], {}, 0),
      run(['use', 'own'], withAge, 0),
      run(['use', given], withAge, 2),
    ];
    const home = path.join(scratch.folder, '.config/secure-config/identities');
    const written = ['made', 'own'].map(name =>
      fs.readFileSync(path.join(home, name, 'identity.json'), 'utf8'),
    );
    const secrets = [
      given,
      ...linesOf(path.join(home, 'made/id_ed25519')),
      ...linesOf(own.path),
      ...linesOf(path.join(home, 'made/age.txt')).filter(line => !line.startsWith('#')),
      'an invented passphrase',
    ];
    assert.ok(secrets.length > 6);
    for (const text of [...printed, ...written])
      for (const secret of secrets) assert.ok(!text.includes(secret), text);
    assert.ok(!fs.existsSync(path.join(home, 'own/age.txt')));
  });

  it('takes the key in the agent that a fingerprint names', async () => {
    const key = makeSshKey(scratch.folder, 'ecdsa-sha2-nistp256');
    const agent = await startAgent(scratch.folder);
    try {
      agent.add(key.path);
      const variables = { SSH_AUTH_SOCK: agent.socket };
      const list = spawnSync('ssh-add', ['-l'], { env: { ...process.env, ...variables }, encoding: 'utf8' });
      const fingerprint = list.stdout.split(' ')[1] ?? '';
      const printed = run(['create', ...ANNA, '--key', fingerprint, '--format', 'json'], variables, 0);
      const { identity } = JSON.parse(printed.slice(0, printed.lastIndexOf('}') + 1));
      assert.deepEqual(identity.signing, { kind: 'agent' });
      assert.equal(identity.fingerprint, fingerprint);
      fs.rmSync(key.path);
      const byFile = run(['create', 'y', ...ANNA, '--key', `${key.path}.pub`], variables, 0);
      assert.match(byFile, /signs with +the key in the ssh-agent/);
      assert.match(run(['create', 'x', ...ANNA, '--key', 'SHA256:none'], variables, 3), /no key SHA256:none/);
    } finally {
      agent.stop();
    }
  });

  it('asks at a terminal who it is and which key signs', async () => {
    fs.mkdirSync(path.join(scratch.folder, '.ssh'), { mode: 0o700 });
    const key = makeSshKey(path.join(scratch.folder, '.ssh'), 'ssh-ed25519', { name: 'id_ed25519' });
    const output = await converse(
      ['create', 'work'],
      [
        ['Who are you', 'anna@example.com'],
        ['Which one', ''],
      ],
    );
    assert.ok(output.includes(key.publicLine.replace(' test\n', '')), output);
  });

  it('lets ssh-keygen ask for the passphrase of a new key', async () => {
    await converse(
      ['create', 'work', ...ANNA],
      [
        ['Which one', '1'],
        ['Enter passphrase', 'an invented passphrase'],
        ['again', 'an invented passphrase'],
      ],
    );
    const file = path.join(scratch.folder, '.config/secure-config/identities/work/id_ed25519');
    const withoutPassphrase = spawnSync('ssh-keygen', ['-y', '-P', '', '-f', file], { encoding: 'utf8' });
    const withPassphrase = spawnSync('ssh-keygen', ['-y', '-P', 'an invented passphrase', '-f', file]);
    assert.deepEqual([withoutPassphrase.status, withPassphrase.status], [255, 0]);
  });

  function environment(variables: Record<string, string>): NodeJS.ProcessEnv {
    const kept = { PATH: process.env.PATH, HOME: scratch.folder, LC_ALL: 'C.UTF-8', TERM: 'xterm' };
    return { ...kept, ...variables };
  }

  /** What is printed on both streams. */
  function run(args: readonly string[], variables: Record<string, string>, status: number): string {
    const env = environment(variables);
    const ran = spawnSync(process.execPath, [CLI, 'identity', ...args], { env, encoding: 'utf8' });
    assert.equal(ran.status, status, ran.stdout + ran.stderr);
    return ran.stdout + ran.stderr;
  }

  /** Plays a terminal: writes each answer when its question has been asked. Resolves with all that was shown. */
  async function converse(
    args: readonly string[],
    answers: readonly (readonly [question: string, answer: string])[],
  ): Promise<string> {
    needProgram('script', 'bsdutils');
    const line = [process.execPath, CLI, 'identity', ...args].map(word => `'${word}'`).join(' ');
    const child = spawn('script', ['-qec', line, '/dev/null'], { env: environment({}) });
    let shown = '';
    let from = 0;
    const left = [...answers];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      shown += chunk;
      const [question, answer] = left[0] ?? [];
      if (question === undefined || !shown.slice(from).includes(question)) return;
      left.shift();
      from = shown.length;
      child.stdin.write(`${answer}\r`);
    });
    assert.equal(await exitOf(child), 0, shown);
    assert.deepEqual(left, [], shown);
    return shown;
  }
});

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise(resolve => child.on('close', resolve));
}

/** Lines long enough to be told from chance. */
function linesOf(file: string): string[] {
  return fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line.length > 20 && !line.startsWith('-----'));
}
