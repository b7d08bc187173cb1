/** A ledger as it is used, beside git: signed appends, full verification, a few new events on a long history, memory. */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { findGit } from '../../shared/node/git/git.ts';
import type { SigningKey } from '../../shared/node/keys/signer.ts';
import { createSigner } from '../../shared/node/keys/signer.ts';
import { type Ledger, openLedger } from '../../shared/node/ledger/ledger.ts';
import { type Author, record } from '../../shared/node/ledger/record.ts';
import { createSignatureVerifier } from '../../shared/node/ledger/signatures.ts';
import { verifyOwnLedger } from '../../shared/node/ledger/verify-own.ts';
import { makeRealLedger, must, note } from '../../test/support/real-ledger.ts';
import { startAgent } from '../../test/support/ssh-agent.ts';
import { makeSshKey } from '../../test/support/ssh-keys.ts';
import { madeIn, makeLedger, setHead } from '../ledger-corpus.ts';
import { median } from '../measure.ts';
import { type Contestant, type Figures, limits, type Scenario } from '../scenario.ts';

const OURS = 'ledger';

export const ledgerService: readonly Scenario[] = [
  signedAppend('agent'),
  signedAppend('ssh-keygen'),
  verification(10_000),
  tenNew(100_000),
  memory(100_000),
];

/** Decide, sign, write, sync and read back. `where` the key is. */
function signedAppend(where: 'agent' | 'ssh-keygen'): Scenario {
  return {
    name: `signed append to a ledger, key ${where === 'agent' ? 'in an agent' : 'used by ssh-keygen'}`,
    targets: { 'each ms': where === 'agent' ? 5 : 9 },
    contestants: () => contestants('one bare git process'),
    prepare: () => {},
    measure: async ({ name }, folder, { edits }) =>
      name === OURS
        ? appendTimes(folder, where, edits)
        : { 'each ms': await processTimes(['git', '--version'], edits) },
  };
}

/** Every event of a long ledger, from nothing, and its store. */
function verification(count: number): Scenario {
  return {
    name: `full verification of ${count.toLocaleString('en')} events`,
    targets: { 'each event ms': 0.02 },
    contestants: () => contestants('git verify-commit, one by one'),
    prepare: (folder, { edits }) => {
      makeLedger(path.join(folder, 'ledger'), count);
      signCommitsByGit(path.join(folder, 'signed'), Math.min(edits, 20));
    },
    measure: async ({ name }, folder) => {
      if (name !== OURS) return { 'each event ms': await verifyByGit(path.join(folder, 'signed')) };
      const ledger = await open(path.join(folder, 'ledger'));
      const started = performance.now();
      const { failures, events } = must(await verifyOwnLedger(ledger));
      const wall = performance.now() - started;
      await ledger.close();
      if (failures.length > 0 || events !== count) throw new Error(`${events} of ${count} events verified`);
      return { 'each event ms': wall / count };
    },
  };
}

/** From a process's first look at the ledger, with what the last one kept. */
function tenNew(count: number): Scenario {
  const kept = (folder: string): string => path.join(folder, 'ledger', 'state-cache');
  return {
    name: `ten new events on a ledger of ${count.toLocaleString('en')}`,
    isSlow: true,
    targets: { 'wall ms': 5 },
    whyMissed:
      'The ledger is opened for it, too, for which git is started more than once, and ten signatures are verified.',
    contestants: () => contestants('git log of these ten'),
    prepare: folder => void makeLedger(path.join(folder, 'ledger'), count),
    measure: async ({ name }, folder) => {
      const place = path.join(folder, 'ledger');
      const made = madeIn(place);
      const last = made.commits.length - 1;
      if (name !== OURS) {
        const range = [`^${made.commits[last - 10]}`, made.commits[last] ?? ''];
        return {
          'wall ms': await processTimes(
            ['git', '--git-dir', path.join(place, 'repo.git'), 'log', '--format=raw', ...range],
            20,
            output => output.split('committer ').length === 11,
          ),
        };
      }
      if (!fs.existsSync(`${kept(folder)}.before`)) {
        setHead(place, made, last - 10);
        const before = await open(place, made);
        must(await before.refresh());
        await before.close();
        fs.copyFileSync(kept(folder), `${kept(folder)}.before`);
        setHead(place, made, last);
      }
      const times: number[] = [];
      for (let round = 0; round < 20; round++) {
        fs.copyFileSync(`${kept(folder)}.before`, kept(folder));
        const started = performance.now();
        const ledger = await open(place, made);
        const { state } = must(await ledger.refresh());
        times.push(performance.now() - started);
        await ledger.close();
        if (state.seq !== last) throw new Error(`the ledger ends at ${state.seq} in place of ${last}`);
      }
      return { 'wall ms': median(times) };
    },
  };
}

/** The most that is resident while the command line verifies all of a long ledger. */
function memory(count: number): Scenario {
  return {
    name: `memory for a ledger of ${count.toLocaleString('en')}`,
    isSlow: true,
    targets: { 'most resident MiB': 1 },
    contestants: ({ product }) => [
      { name: OURS, command: [process.execPath, path.join(product, 'cli.js'), 'ledger', 'verify'] },
      limits('the limit', { 'most resident MiB': 150 }),
    ],
    prepare: folder => {
      const { id, genesis } = makeLedger(path.join(folder, 'ledger'), count);
      fs.mkdirSync(path.join(folder, 'state', 'ledgers'), { recursive: true });
      fs.symlinkSync(path.join(folder, 'ledger'), path.join(folder, 'state', 'ledgers', id));
      const manifest = `extends: twelve-factor\nledger:\n  id: ${id}\n  genesis: ${genesis}\n`;
      fs.writeFileSync(path.join(folder, 'secure-config.yaml'), manifest);
    },
    measure: ({ command }, folder) => mostResident(command, folder, count),
  };
}

function contestants(other: string): readonly Contestant[] {
  return [
    { name: OURS, command: [] },
    { name: other, command: [] },
  ];
}

/** `made`: known already, where the time counts: it names every commit. */
async function open(folder: string, { id, genesis } = madeIn(folder)): Promise<Ledger> {
  const git = must(await findGit(process.env));
  const verify = createSignatureVerifier();
  return must(await openLedger({ git, folder, id, genesis, verify, now: () => new Date() }));
}

async function appendTimes(folder: string, where: 'agent' | 'ssh-keygen', count: number): Promise<Figures> {
  const home = fs.mkdtempSync(path.join(folder, 'k'));
  const key = makeSshKey(home, 'ssh-ed25519');
  const publicKey = key.publicLine.split(' ').slice(0, 2).join(' ');
  const agent = await startAgent(home);
  if (where === 'agent') agent.add(key.path);
  const signing: SigningKey =
    where === 'agent' ? { kind: 'agent', publicKey } : { kind: 'file', path: key.path, publicKey };
  const socket = where === 'agent' ? { SSH_AUTH_SOCK: agent.socket } : {};
  const environment = { variables: { PATH: process.env.PATH, ...socket }, home, platform: process.platform };
  const signer = createSigner(signing, { environment });
  if (!signer.ok) throw new Error(signer.message);
  const author: Author = { principal: 'alice', signer: signer.value };
  const real = await makeRealLedger({ alice: ['security_admin'] }, {}, { authorOf: () => author });
  const ledger = await real.open();
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const started = performance.now();
    must(await record(ledger, author, () => note(`event ${index}`)));
    times.push(performance.now() - started);
  }
  const { failures, events } = must(await verifyOwnLedger(ledger));
  if (failures.length > 0 || events <= count)
    throw new Error(`${events} events after ${count} were appended`);
  await ledger.close();
  agent.stop();
  fs.rmSync(real.root, { recursive: true, force: true });
  return { 'each ms': median(times) };
}

async function processTimes(
  [program = '', ...args]: readonly string[],
  count: number,
  accept: (output: string) => boolean = () => true,
): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const started = performance.now();
    await new Promise<void>((resolve, reject) => {
      const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
      let output = '';
      child.stdout.setEncoding('latin1').on('data', (text: string) => {
        output += text;
      });
      child
        .once('error', reject)
        .once('close', code =>
          code === 0 && accept(output) ? resolve() : reject(new Error(`${program} ${args[0]}: ${code}`)),
        );
    });
    times.push(performance.now() - started);
  }
  return median(times);
}

/** Commits as git signs them, of which `git verify-commit` says that they are good. */
function signCommitsByGit(folder: string, count: number): void {
  fs.mkdirSync(folder, { recursive: true });
  const key = makeSshKey(folder, 'ssh-ed25519');
  fs.writeFileSync(path.join(folder, 'allowed'), `bench@example.com ${key.publicLine}`);
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { stdio: 'pipe' });
  git('init', '--quiet');
  const settings = {
    'gpg.format': 'ssh',
    'user.signingKey': key.path,
    'user.name': 'bench',
    'user.email': 'bench@example.com',
    'gpg.ssh.allowedSignersFile': path.join(folder, 'allowed'),
  };
  for (const [name, value] of Object.entries(settings)) git('config', name, value);
  for (let index = 0; index < count; index++)
    git('commit', '--quiet', '-S', '--allow-empty', '-m', 'x'.repeat(900));
}

async function verifyByGit(folder: string): Promise<number> {
  const listed = execFileSync('git', ['-C', folder, 'rev-list', 'HEAD'], { encoding: 'utf8' });
  const times: number[] = [];
  for (const id of listed.trim().split('\n'))
    times.push(await processTimes(['git', '-C', folder, 'verify-commit', id], 1));
  return median(times);
}

async function mostResident(
  [program = '', ...args]: readonly string[],
  folder: string,
  count: number,
): Promise<Figures> {
  const env = { ...process.env, SECURE_CONFIG_HOME: folder };
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  let most = 0;
  const timer = setInterval(() => {
    try {
      const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8');
      most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // it has ended
    }
  }, 10);
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  clearInterval(timer);
  if (code !== 0 || !said.includes(`${count} events`))
    throw new Error(`${program} ended with ${code}: ${said}`);
  return { 'most resident MiB': most };
}
