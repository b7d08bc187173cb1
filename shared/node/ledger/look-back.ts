/** Reads a verified ledger from its newest event back: what a log shows, without reading what it does not show. */
import { decodeCommit } from '../../core/ledger/commit.ts';
import { decodeEvent, type LedgerEvent } from '../../core/ledger/event.ts';
import { digestOf } from '../../core/ledger/read-commit.ts';
import { failure, isFailure } from '../git/failure.ts';
import { runGit } from '../git/run.ts';
import { failedAt, type LedgerFailure } from './ledger-failure.ts';
import { readObject } from './objects.ts';
import type { Repository } from './repository.ts';
import type { Reached } from './state-cache.ts';

export interface PastEvent {
  readonly event: LedgerEvent;
  /** Git's id. */
  readonly commit: string;
  readonly parent: string | null;
  readonly digest: string;
}

/**
 * Newest first. Their signatures are not verified again: each commit is the one that its child names, up to the head,
 * which has been verified with all that is behind it. A failure is the last that comes.
 * @param before events with this number and later ones are passed over
 */
export async function* eventsBack(
  repository: Repository,
  head: Reached,
  before = head.state.seq + 1,
): AsyncGenerator<PastEvent | LedgerFailure> {
  const first = await commitAt(repository, head, Math.min(before - 1, head.state.seq));
  if (isFailure(first)) return yield first;
  for (let next: string | null = first; next !== null; ) {
    const past: PastEvent | LedgerFailure = await readPast(repository, next);
    yield past;
    if (isFailure(past)) return;
    next = past.parent;
  }
}

/** Git's id of the commit of an event by its number; null: there is none before the first. */
export async function commitAt(
  { git, places }: Repository,
  { state, commit }: Reached,
  seq: number,
): Promise<string | null | LedgerFailure> {
  if (seq < 0) return null;
  if (seq === state.seq) return commit;
  const args = ['rev-list', `--skip=${state.seq - seq}`, '-n', '1', commit, '--'];
  const found = await runGit(git, args, { gitDir: places.repository });
  if (isFailure(found)) return found;
  const id = found.toString('latin1').trim();
  return /^[0-9a-f]{40}$/.test(id)
    ? id
    : failure('damaged', `Event ${seq} cannot be found. Run secure-config ledger verify.`);
}

async function readPast(repository: Repository, id: string): Promise<PastEvent | LedgerFailure> {
  const object = await readObject(repository, id);
  if (isFailure(object)) return object;
  const decoded = decodeCommit(object.bytes);
  if ('refusal' in decoded) return failedAt({ seq: -1, commit: id }, decoded.refusal);
  const read = decodeEvent(decoded.commit.message);
  if ('refusal' in read) return failedAt({ seq: -1, commit: id }, read.refusal);
  return { event: read.event, commit: id, parent: decoded.commit.parent, digest: digestOf(object.bytes) };
}
