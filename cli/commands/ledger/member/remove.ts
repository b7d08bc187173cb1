/** `secure-config ledger member remove`: takes somebody out of the ledger, and says which secrets they still know. */
import { withoutMember } from '../../../../shared/core/ledger/members.ts';
import { type Arguments, wrongUse } from '../../../arguments.ts';
import type { Command, ExitCode } from '../../../command.ts';
import type { Io } from '../../../io.ts';
import { AS_OPTION, actingPerson, orFail, withLedger, YES_OPTION } from '../../../ledger/here.ts';
import { isWanted } from '../../../ledger/member-change.ts';
import { rotationText } from '../../../ledger/rotation-text.ts';
import { askedText, page } from '../../../ledger/words.ts';
import { visibleText } from '../../../text/width.ts';

export const command: Command = {
  name: 'ledger member remove',
  summary: 'take somebody out of the ledger',
  positionals: '<name>',
  description:
    'Revokes the keys of a member for good: what they signed stays valid, and nothing they sign from now on is. The key of ' +
    'fingerprints changes, and secrets are no longer encrypted to them; those that they could read they still know, so it ' +
    'lists which ones are to be rotated.\n' +
    'Where the policy asks for the approval of other administrators, it files a request for that.',
  options: { ...YES_OPTION, ...AS_OPTION },
  examples: [['ledger member remove bob@example.com', 'bob has left']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const [name] = given.positionals;
  if (name === undefined) throw wrongUse(command, 'Say who leaves.');
  return withLedger(io, async here => {
    const { code, ledger } = here;
    const { policy } = orFail(await ledger.refresh()).state;
    if (!Object.hasOwn(policy.principals, name))
      throw wrongUse(command, `${name} is no member of this ledger.`);
    const person = await actingPerson(here, given.text('as'), io);
    const after = withoutMember(policy, name, policy.fingerprintKey);
    const { principal } = person;
    if (!(await isWanted({ name, before: policy, after, principal }, code, given, io))) return 0;
    const { view, toRotate, request } = orFail(await code.removeMember(ledger, person, name));
    io.out(
      page(
        ...(request === null
          ? [
              `${visibleText(name)} is no member any more. Their keys are revoked.`,
              `${io.style('dim', 'policy')}  version ${view.state.policy.version}`,
            ]
          : askedText(request, view.state.policy)),
        ...rotationText(request === null ? KNOWN : KNOWN_THEN, toRotate, io),
      ),
    );
    return 0;
  });
}

const KNOWN = 'They still know these secrets. Rotate them:';
const KNOWN_THEN = 'They will still know these secrets. Rotate them once it is applied:';
