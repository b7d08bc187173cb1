/** Backs a ledger up into one file that git itself can read, and takes such a file in again. */
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { localEnvironment } from '../git/environment.ts';
import { failure, isFailure } from '../git/failure.ts';
import { runGit } from '../git/run.ts';
import { syncFolder } from '../private-files.ts';
import { type Comparison, compareWithOwn, newIncomingRef, takeIncoming } from './incoming.ts';
import { withLock } from './lock.ts';
import { LEDGER_REF } from './places.ts';
import { type RawHead, readRawHead } from './raw-head.ts';
import type { Repository } from './repository.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

/** Writes the whole ledger up to its head to a file, which replaces one that is there. */
export async function backUp(repository: Repository, file: string): Promise<RawHead | StoreFailure> {
  const head = await readRawHead(repository);
  if (isFailure(head)) return head;
  if (head === null || head === 'broken') return failure('damaged', NOTHING);
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
  return onDisk(async () => {
    try {
      const args = ['bundle', 'create', '--quiet', temporary, LEDGER_REF];
      const made = await runGit(repository.git, args, {
        gitDir: repository.places.repository,
        timeout: TIMEOUT,
      });
      if (isFailure(made)) return made;
      await syncFile(temporary);
      await rename(temporary, file);
      await syncFolder(path.dirname(file));
      return head;
    } finally {
      await rm(temporary, { force: true });
    }
  });
}

export interface Restorable extends Comparison {
  readonly head: string;
}

/**
 * Reads a backup's commits into the repository, and says how they stand to what is there. The ledger is as before: verify
 * the commits, then `resetTo` the head. Refused unless the ledger has no head, or the backup is the same or continues it.
 */
export async function readBackup(repository: Repository, file: string): Promise<Restorable | StoreFailure> {
  const { git, places } = repository;
  const heads = await runGit(git, ['bundle', 'list-heads', file], { gitDir: places.repository });
  if (isFailure(heads)) return unusable(file, heads);
  if (!/^[0-9a-f]{40} refs\/heads\/ledger\n$/.test(heads.toString('latin1'))) return unusable(file);
  const incoming = newIncomingRef();
  const fetched = await runGit(git, [...FETCH, '--', file, `${LEDGER_REF}:${incoming}`], {
    gitDir: places.repository,
    environment: { ...localEnvironment(git.inherited), GIT_ALLOW_PROTOCOL: 'file' },
    timeout: TIMEOUT,
  });
  if (isFailure(fetched)) return unusable(file, fetched);
  return onDisk(() => withLock(places.lock, () => compareBackup(repository, file, incoming)));
}

const TIMEOUT = 300_000;
const NOTHING = 'The ledger has no event that could be backed up.';
const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--refmap=',
];

async function compareBackup(
  repository: Repository,
  file: string,
  incoming: string,
): Promise<Restorable | StoreFailure> {
  const head = await takeIncoming(repository, incoming);
  if (isFailure(head)) return head;
  const compared = await compareWithOwn(repository, head);
  if (isFailure(compared)) return compared;
  const { kind } = compared.relation;
  if (kind === 'ahead' || kind === 'same') return { head, ...compared };
  const message = `${file} does not continue this ledger (${kind}). Restore it into an empty state folder, and compare the two.`;
  return failure('not-linear', message);
}

function unusable(file: string, why?: StoreFailure): StoreFailure {
  if (why && why.code !== 'git-failed') return why;
  return failure('unsound', `${file} is no whole backup of a ledger.${why ? ` ${why.message}` : ''}`);
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}
