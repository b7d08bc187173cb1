/** Tries several commands one after the other without signing any, so that none is begun that could not be ended. */
import { nextEvent } from '../ledger/next-event.ts';
import type { Refusal } from '../ledger/refusal.ts';
import { replay } from '../ledger/replay.ts';
import type { LedgerState } from '../ledger/state.ts';
import { type Command, decide } from './decide.ts';
import type { Author } from './decision.ts';

export type Foreseen = { readonly state: LedgerState } | { readonly refusal: Refusal };

/** The state as it would be after the command. */
export function foresee(state: LedgerState, command: Command, author: Author): Foreseen {
  const decision = decide(state, command, author);
  if ('refusal' in decision) return decision;
  const event = nextEvent(state, decision, author);
  const after = replay(state, [{ event, key: author.key, digest: UNSIGNED }]);
  return after.refusal || !after.state ? { refusal: after.refusal ?? NONE } : { state: after.state };
}

/** Of a commit that is never made. */
const UNSIGNED = `sha256:${'0'.repeat(64)}`;
const NONE: Refusal = { code: 'sequence', message: 'The event does not follow.' };
