/** Reads a stretch of the ledger oldest first, and holds its links against the commits' own bytes. */
import { commitLinks } from '../../core/ledger/git-object.ts';
import { failure, isFailure } from '../git/failure.ts';
import { runGit } from '../git/run.ts';
import { damagedObject, readObject, readObjects, type StoredObject } from './objects.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

export interface StoredCommit {
  readonly id: string;
  /** The raw commit, without git's header. */
  readonly bytes: Uint8Array;
}

/**
 * The commits behind `base` up to and with `head`, oldest first. A failure is the last that comes.
 * @param base null: from the ledger's first commit on
 *
 * What git lists is only a proposal: every id is computed from the bytes, every parent is the commit before, the first
 * follows `base` and the last is `head`. Grafts, shallow marks, replaced objects and a forged commit graph thus change
 * nothing, or end in a failure.
 */
export async function* commitsBetween(
  repository: Repository,
  base: string | null,
  head: string,
): AsyncGenerator<StoredCommit | StoreFailure> {
  if (base === head) return;
  const recent = await readBackwards(repository, base, head);
  if (recent) {
    yield* recent;
    return;
  }
  const ids = await listIds(repository, base, head);
  if (isFailure(ids)) yield ids;
  else yield* readForwards(repository, ids, base, head);
}

/** How many commits are read one by one before git is asked for a list: that costs a process. */
const MOST_BACKWARDS = 32;

/** Undefined: `base` is further away. */
async function readBackwards(
  repository: Repository,
  base: string | null,
  head: string,
): Promise<(StoredCommit | StoreFailure)[] | undefined> {
  const found: (StoredCommit | StoreFailure)[] = [];
  for (let id: string | null = head; id !== base; ) {
    if (found.length >= MOST_BACKWARDS) return undefined;
    if (id === null) return [notLinear(base, head)];
    const commit = await readObject(repository, id);
    if (isFailure(commit)) return [commit];
    const parent = parentOf(commit);
    if (isFailure(parent)) return [parent];
    found.unshift(commit);
    id = parent;
  }
  return found;
}

async function listIds(
  { git, places }: Repository,
  base: string | null,
  head: string,
): Promise<Iterable<string> | StoreFailure> {
  const range = base === null ? [head] : [head, `^${base}`];
  const listed = await runGit(git, ['rev-list', '--reverse', '--end-of-options', ...range, '--'], {
    gitDir: places.repository,
    maxOutput: LARGEST_LIST,
    timeout: LIST_TIMEOUT,
  });
  if (isFailure(listed)) return listed.code === 'git-failed' ? damagedHistory(listed.message) : listed;
  return lines(listed);
}

/** One id at a time: a list of them all would be twice as large as what git printed. */
function* lines(listed: Buffer): Generator<string> {
  for (let start = 0; start < listed.length; start += 41) yield listed.toString('latin1', start, start + 40);
}

/** Bytes: 41 for each of three million commits. */
const LARGEST_LIST = 128 * 1024 * 1024;
const LIST_TIMEOUT = 300_000;

async function* readForwards(
  repository: Repository,
  ids: Iterable<string>,
  base: string | null,
  head: string,
): AsyncGenerator<StoredCommit | StoreFailure> {
  let previous = base;
  for await (const commit of readObjects(repository, ids)) {
    if (isFailure(commit)) return yield commit;
    const parent = parentOf(commit);
    if (isFailure(parent)) return yield parent;
    if (parent !== previous) return yield notLinear(base, head);
    previous = commit.id;
    yield commit;
  }
  if (previous !== head) yield notLinear(base, head);
}

function parentOf(object: StoredObject): string | null | StoreFailure {
  const links = object.type === 'commit' ? commitLinks(object.bytes) : undefined;
  return links ? links.parent : damagedObject(object.id, 'is no commit with at most one parent');
}

function notLinear(base: string | null, head: string): StoreFailure {
  const from = base === null ? 'the first commit' : `commit ${base}`;
  return failure('not-linear', `The ledger's history is no single line from ${from} to ${head}.`);
}

function damagedHistory(said: string): StoreFailure {
  return failure(
    'damaged',
    `The ledger's history cannot be read (${said}). Sync the ledger from its remote or restore a backup.`,
  );
}
