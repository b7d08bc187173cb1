/** Appends what a command of a person comes to. */
import { type Command, decide } from '../../core/workflow/decide.ts';
import { isFailure } from '../git/failure.ts';
import { type Recorded, record } from '../ledger/record.ts';
import { answered, refusedAs } from './outcome.ts';
import { secretInText } from './secret-in-text.ts';
import type { Outcome } from './service.ts';
import type { Opened, Session } from './session.ts';

/** Decided again when somebody else was faster. `attachments`: those that the ledger does not have yet. */
export async function perform(
  session: Session,
  { ledger, state }: Opened,
  command: Command,
  attachments: readonly Uint8Array[] = [],
): Promise<Outcome<Recorded>> {
  const actor = await session.actor(state);
  if (!actor.ok) return actor;
  const told = await secretInText(session, command);
  if (told) return told;
  const { person, principal } = actor.value;
  const recorded = await record(ledger, { ...person, principal }, (current, intent) => {
    const decision = decide(current, command, intent);
    return 'refusal' in decision ? decision : { ...decision, attachments };
  });
  return isFailure(recorded) ? refusedAs(recorded) : answered(recorded);
}
