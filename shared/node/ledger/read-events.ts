/** Reads a stretch of the ledger as events: each with its signature verified and its attachments' names looked at. */
import { type ReadCommit, readCommit, type VerifySignature } from '../../core/ledger/read-commit.ts';
import { isFailure } from '../git/failure.ts';
import { filesOfEvent } from './event-files.ts';
import { commitsBetween, type StoredCommit } from './history.ts';
import { failedAt, type LedgerFailure } from './ledger-failure.ts';
import type { Repository } from './repository.ts';

export interface StoredEvent extends ReadCommit {
  /** Git's id of its commit. */
  readonly commit: string;
}

/** Where a stretch begins. */
export interface Base {
  readonly commit: string;
  readonly seq: number;
}

/**
 * The events behind `base` up to and with the commit `head`, oldest first; whether each may follow is not looked at. A
 * failure is the last that comes.
 * @param base null: from the first event on
 */
export async function* eventsBetween(
  repository: Repository,
  verify: VerifySignature,
  base: Base | null,
  head: string,
): AsyncGenerator<StoredEvent | LedgerFailure> {
  let seq = base === null ? 0 : base.seq + 1;
  for await (const commit of commitsBetween(repository, base?.commit ?? null, head)) {
    const event = isFailure(commit)
      ? failedAt({ seq, commit: '' }, commit)
      : await readEvent(repository, verify, commit, seq++);
    yield event;
    if (isFailure(event)) return;
  }
}

async function readEvent(
  repository: Repository,
  verify: VerifySignature,
  { id: commit, bytes }: StoredCommit,
  seq: number,
): Promise<StoredEvent | LedgerFailure> {
  const read = readCommit(bytes, verify);
  if ('refusal' in read) return failedAt({ seq, commit }, read.refusal);
  const files = await filesOfEvent(repository, read, { seq, commit, id: read.event.id });
  return isFailure(files) ? files : { ...read, commit };
}
