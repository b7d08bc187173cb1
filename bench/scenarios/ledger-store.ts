/** The ledger's store beside bare git: a durable append, a long history read and checked, a few new events on a long one. */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { encodeTree, type GitObject } from '../../shared/core/ledger/git-object.ts';
import { isFailure } from '../../shared/node/git/failure.ts';
import { findGit } from '../../shared/node/git/git.ts';
import { objectIdOf } from '../../shared/node/git/object-id.ts';
import { encodePack } from '../../shared/node/git/pack.ts';
import { appendEvent } from '../../shared/node/ledger/append.ts';
import { commitsBetween } from '../../shared/node/ledger/history.ts';
import { LEDGER_REF } from '../../shared/node/ledger/places.ts';
import { readHead } from '../../shared/node/ledger/read-head.ts';
import { closeRepository, openRepository, type Repository } from '../../shared/node/ledger/repository.ts';
import { median } from '../measure.ts';
import type { Contestant, Scenario } from '../scenario.ts';

const OURS = 'ledger store';

/** Journal, objects, ref, read back and all syncs, with one attachment. */
export const append: Scenario = {
  name: 'durable append to a ledger',
  contestants: () => contestants('one bare git process'),
  prepare: () => {},
  measure: async ({ name }, folder, { edits }) => {
    if (name !== OURS) return { 'each ms': median(await timesOf(edits, () => runGit(['--version']))) };
    const ledger = await open(path.join(folder, 'appended'));
    const before = succeeded(await readHead(ledger))?.id ?? null;
    let head = before;
    let seq = 0;
    const times = await timesOf(edits, async () => {
      const objects = event(head, seq);
      const result = succeeded(await appendEvent(ledger, { seq: seq++, objects, expectedHead: head }));
      if (result.kind !== 'appended') throw new Error('An append lost a race against nobody.');
      head = result.head.id;
    });
    closeRepository(ledger);
    const kept = await readByGit('appended', folder, before, head ?? '');
    if (kept !== edits) throw new Error(`${kept} of ${edits} appended events are there`);
    return { 'each ms': median(times) };
  },
};

/** All commits, their links and ids checked, against git printing the same. */
export function history(count: number): Scenario {
  return {
    name: `history of ${count.toLocaleString('en')} events`,
    contestants: () => contestants('git log --format=raw'),
    prepare: folder => writeHistory(folder, count),
    measure: ({ name }, folder) => readRange(name, folder, null, count),
  };
}

/** The last ten, from a process that starts. */
export function recent(count: number): Scenario {
  return {
    name: `ten new events on ${count.toLocaleString('en')}`,
    isSlow: true,
    contestants: () => contestants('git log --format=raw'),
    prepare: folder => writeHistory(folder, count),
    measure: ({ name }, folder) => readRange(name, folder, idsIn(folder).at(-11) ?? null, 10),
  };
}

function contestants(other: string): readonly Contestant[] {
  return [
    { name: OURS, command: [] },
    { name: other, command: [] },
  ];
}

/** Ours: from nothing, with git found and the repository opened. */
async function readRange(
  name: string,
  folder: string,
  base: string | null,
  count: number,
): Promise<{ 'wall ms': number }> {
  const head = idsIn(folder).at(-1) ?? '';
  const started = performance.now();
  const found = await (name === OURS
    ? readByStore(folder, base, head)
    : readByGit('read', folder, base, head));
  const wall = performance.now() - started;
  if (found !== count) throw new Error(`${name} found ${found} of ${count} events`);
  return { 'wall ms': wall };
}

async function readByStore(folder: string, base: string | null, head: string): Promise<number> {
  const ledger = await open(path.join(folder, 'read'));
  let found = 0;
  for await (const commit of commitsBetween(ledger, base, head)) found += succeeded(commit) ? 1 : 0;
  closeRepository(ledger);
  return found;
}

/** @param ledger the folder's name of it */
function readByGit(ledger: string, folder: string, base: string | null, head: string): Promise<number> {
  const range = base === null ? [head] : [head, `^${base}`];
  return runGit(['--git-dir', path.join(folder, ledger, 'repo.git'), 'log', '--format=raw', ...range]);
}

/** How many commits git printed. */
function runGit(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let found = 0;
    child.stdout.setEncoding('latin1').on('data', (text: string) => {
      found += text.split('committer ').length - 1;
    });
    child
      .once('error', reject)
      .once('close', code => (code === 0 ? resolve(found) : reject(new Error(`git ended with ${code}`))));
  });
}

async function timesOf(count: number, work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times;
}

/** Packed, as a ledger is after its maintenance; a minute between two events. */
function writeHistory(folder: string, count: number): void {
  const ids: string[] = [];
  const objects: GitObject[] = [{ type: 'tree', bytes: encodeTree([]) }];
  for (let index = 0; index < count; index++) {
    const commit = commitOf(ids.at(-1) ?? null, EMPTY_TREE, index);
    objects.push(commit);
    ids.push(objectIdOf(commit));
  }
  const repository = path.join(folder, 'read', 'repo.git');
  execFileSync('git', ['init', '--quiet', '--bare', repository]);
  execFileSync('git', ['--git-dir', repository, 'index-pack', '--stdin'], {
    input: encodePack(objects),
    stdio: 'pipe',
  });
  execFileSync('git', ['--git-dir', repository, 'update-ref', LEDGER_REF, ids.at(-1) ?? '']);
  fs.writeFileSync(path.join(folder, 'ids.json'), JSON.stringify(ids));
}

function idsIn(folder: string): readonly string[] {
  return JSON.parse(fs.readFileSync(path.join(folder, 'ids.json'), 'utf8')) as string[];
}

function event(parent: string | null, seq: number): GitObject[] {
  const blob: GitObject = { type: 'blob', bytes: Buffer.from(`PORT=${seq}\n`.repeat(100)) };
  const name = createHash('sha256').update(blob.bytes).digest('hex');
  const tree: GitObject = { type: 'tree', bytes: encodeTree([{ name, id: objectIdOf(blob) }]) };
  return [blob, tree, commitOf(parent, objectIdOf(tree), seq)];
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** As long as a signed event is. */
function commitOf(parent: string | null, tree: string, seq: number): GitObject {
  const who = `secure-config <ledger@secure-config.invalid> ${1_700_000_000 + seq * 60} +0000`;
  const lines = [
    `tree ${tree}`,
    ...(parent === null ? [] : [`parent ${parent}`]),
    `author ${who}`,
    `committer ${who}`,
  ];
  return {
    type: 'commit',
    bytes: Buffer.from(`${lines.join('\n')}\n\n${JSON.stringify({ seq, text: 'x'.repeat(900) })}\n`),
  };
}

async function open(folder: string): Promise<Repository> {
  const git = succeeded(await findGit(process.env));
  return succeeded(await openRepository({ git, folder, now: () => new Date().toISOString() }));
}

function succeeded<Value>(value: Value): Exclude<Value, { readonly kind: 'failure' }> {
  if (isFailure(value)) throw new Error(JSON.stringify(value));
  return value as Exclude<Value, { readonly kind: 'failure' }>;
}
