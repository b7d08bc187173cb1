/** Verifies commits that came from outside before the ledger goes on from them. */
import { adviceOnOffered } from '../../core/ledger/advice.ts';
import { createReplayer, type Replayer } from '../../core/ledger/replay.ts';
import { isFailure } from '../git/failure.ts';
import { pinRefusal, placeAfter } from './catch-up.ts';
import { quarantine } from './incoming.ts';
import type { Ledger } from './ledger.ts';
import { failedAt, type LedgerFailure } from './ledger-failure.ts';
import { withLock } from './lock.ts';
import { type Base, eventsBetween, type StoredEvent } from './read-events.ts';
import type { Reached } from './state-cache.ts';
import { onDisk } from './store-failure.ts';

/**
 * The state at an incoming head; what does not follow is kept in quarantine, and raises the alarm.
 * @param base the last commit that it has in common with the ledger; null: none
 * @param whence for messages: `the backup x.bundle`
 */
export async function verifyIncoming(
  ledger: Ledger,
  head: string,
  base: string | null,
  whence: string,
): Promise<Reached | LedgerFailure> {
  const known = await ledger.knownAt(base);
  const from: Base | null = known ? { commit: known.commit, seq: known.state.seq } : null;
  const replayer = createReplayer(known?.state);
  for await (const read of eventsBetween(ledger.repository, ledger.verify, from, head)) {
    const trouble = isFailure(read) ? read : refusalIn(ledger, read, replayer);
    if (trouble) return refuseIncoming(ledger, trouble, head, whence);
  }
  const state = replayer.state();
  if (!state) throw new Error('A head that exists has at least one event.');
  return { state, commit: head };
}

function refusalIn(
  { id, genesis }: Ledger,
  read: StoredEvent,
  replayer: Replayer,
): LedgerFailure | undefined {
  const { event, commit, digest } = read;
  const seq = placeAfter(replayer);
  const pin = seq === 0 ? pinRefusal(id, genesis, event.ledgerId, digest) : undefined;
  const refusal = pin ?? replayer.take(read);
  return refusal && failedAt({ seq, commit, id: event.id }, refusal);
}

async function refuseIncoming(
  { repository }: Ledger,
  trouble: LedgerFailure,
  head: string,
  whence: string,
): Promise<LedgerFailure> {
  const where = trouble.event ? `Event ${trouble.event.seq} of ${whence} does not follow.` : `In ${whence}:`;
  const message = `${where} ${trouble.message} It was refused, and your ledger is as it was. ${adviceOnOffered(trouble.code)}`;
  const evidence = { whence, head, seq: trouble.event?.seq ?? 0, code: trouble.code };
  const work = () => quarantine(repository, head, { kind: 'invalid', message, evidence });
  const alarm = await onDisk(() => withLock(repository.places.lock, work));
  return isFailure(alarm) ? alarm : { ...trouble, message };
}
