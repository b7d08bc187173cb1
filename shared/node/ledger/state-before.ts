/** What held when an event was recorded: the roles of who signed it, and the policy that judged it. */
import { createReplayer } from '../../core/ledger/replay.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import { failure, isFailure } from '../git/failure.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { commitAt } from './look-back.ts';
import { eventsBetween, type StoredEvent } from './read-events.ts';

export interface Moment {
  readonly read: StoredEvent;
  /** Before the event; undefined: it is the first. */
  readonly before: LedgerState | undefined;
  /** Why it, or one before it, does not follow; undefined: it is verified. */
  readonly refusal?: { readonly code: string; readonly message: string };
}

/** Verifies everything up to the event again, which takes its time in a long ledger. */
export async function stateBefore(ledger: Ledger, seq: number): Promise<Moment | LedgerFailure> {
  const view = await ledger.refresh();
  if (isFailure(view)) return view;
  const commit = seq > view.state.seq ? null : await commitAt(ledger.repository, view, seq);
  if (isFailure(commit)) return commit;
  if (commit === null)
    return failure('sequence', `There is no event ${seq}: the last one is ${view.state.seq}.`);
  const replayer = createReplayer();
  for await (const read of eventsBetween(ledger.repository, ledger.verify, null, commit)) {
    if (isFailure(read)) return read;
    const before = read.commit === commit ? copyOf(replayer.state()) : undefined;
    const refusal = replayer.take(read);
    if (read.commit === commit) return { read, before, ...(refusal && { refusal }) };
    if (refusal) return { kind: 'failure', ...refusal };
  }
  throw new Error('A stretch of history ends with its last commit.');
}

/** The replayer goes on with its own. */
function copyOf(state: LedgerState | undefined): LedgerState | undefined {
  return state && { ...state, policy: state.policy };
}
