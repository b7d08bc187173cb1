/** Lets who reads secrets by a policy that has come into force read those that were encrypted before. */
import { isFailure } from '../git/failure.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { letNewcomersRead } from '../ledger/reencrypt.ts';
import { answered, refusedAs } from './outcome.ts';
import type { Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';

export async function welcomeNewcomers(
  session: Session,
  { ledger, state }: Opened,
  now: LedgerView,
): Promise<Outcome<null>> {
  const actor = await session.actor(state); // the one who has just put it in force, also where it leaves them out
  if (!actor.ok) return actor;
  const { person, principal } = actor.value;
  const read = await letNewcomersRead(ledger, { ...person, principal }, state.policy, now);
  return isFailure(read) ? refusedAs(read) : answered(null);
}
