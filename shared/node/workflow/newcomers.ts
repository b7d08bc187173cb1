/** Lets who reads secrets by a policy that has come into force read those that were encrypted before. */
import { isFailure } from '../git/failure.ts';
import type { LedgerView } from '../ledger/ledger.ts';
import { letNewcomersRead } from '../ledger/membership.ts';
import { answered, refusal } from './outcome.ts';
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
  if (!isFailure(read)) return answered(null);
  return refusal(
    read.code,
    `The policy is in force, but who is new cannot read the secrets of before. ${read.message}`,
  );
}
