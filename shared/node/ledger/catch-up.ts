/** Verifies what has come to a ledger since it was looked at last, from what was known up to its head. */
import type { VerifySignature } from '../../core/ledger/read-commit.ts';
import { createReplayer, type Replayer } from '../../core/ledger/replay.ts';
import { failure, isFailure } from '../git/failure.ts';
import { failedAt, type LedgerFailure } from './ledger-failure.ts';
import { type Base, eventsBetween } from './read-events.ts';
import { readHead } from './read-head.ts';
import type { Repository } from './repository.ts';
import type { Reached } from './state-cache.ts';

/** Which ledger is meant, and what its events are read with. */
export interface Parts {
  readonly id: string;
  /** Digest of the first event, which the manifest pins. */
  readonly genesis: string;
  readonly repository: Repository;
  readonly verify: VerifySignature;
  readonly now: () => Date;
}

/** From what was known to the head; from the beginning, where the known is no part of the history. */
export async function catchUp(parts: Parts, known: Reached | undefined): Promise<Reached | LedgerFailure> {
  const head = await readHead(parts.repository);
  if (isFailure(head)) return head;
  if (head === null) return failure('empty', EMPTY);
  const usable = known && isMeant(parts, known) ? known : undefined;
  if (usable?.commit === head.id) return usable;
  const found = await replayTo(parts, usable, head.id);
  const isElsewhere = isFailure(found) && (found.code === 'not-linear' || found.code === 'damaged');
  return usable && isElsewhere ? replayTo(parts, undefined, head.id) : found;
}

const EMPTY =
  'The ledger’s events have not come to this machine yet. Run secure-config ledger sync, or restore a backup.';

async function replayTo(
  { repository, verify, id, genesis }: Parts,
  from: Reached | undefined,
  head: string,
): Promise<Reached | LedgerFailure> {
  const base: Base | null = from ? { commit: from.commit, seq: from.state.seq } : null;
  const replayer = createReplayer(from?.state);
  for await (const read of eventsBetween(repository, verify, base, head)) {
    if (isFailure(read)) return read;
    const { event, commit, digest } = read;
    const refusal =
      base === null && placeAfter(replayer) === 0
        ? pinRefusal(id, genesis, event.ledgerId, digest)
        : undefined;
    const trouble = refusal ?? replayer.take(read);
    if (trouble) return failedAt({ seq: placeAfter(replayer), commit, id: event.id }, trouble);
  }
  const state = replayer.state();
  return state ? { state, commit: head } : failure('empty', EMPTY);
}

/** Where the next event stands, whatever it says of itself. */
export function placeAfter(replayer: Replayer): number {
  return (replayer.state()?.seq ?? -1) + 1;
}

/** Why this is not the ledger that the manifest means; undefined when it is. */
export function pinRefusal(id: string, genesis: string, ledgerId: string, digest: string) {
  if (ledgerId !== id) {
    return {
      code: 'wrong-ledger',
      message: `This is the ledger ${ledgerId}, and the manifest names ${id}.`,
    } as const;
  }
  if (digest === genesis) return undefined;
  const message = `The ledger begins with another event than the manifest pins (${digest} in place of ${genesis}). Either somebody has put another ledger in its place, or the manifest was changed: ask who made the ledger.`;
  return { code: 'genesis', message } as const;
}

/** Whether a state is one of the ledger that is meant. */
export function isMeant({ id, genesis }: Parts, { state }: Reached): boolean {
  return state.genesis === genesis && state.ledgerId === id;
}
