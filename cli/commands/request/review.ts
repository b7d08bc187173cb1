/** `secure-config request review`: pays the debt of an emergency. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { actOnRequest } from '../../workflow/act-on-request.ts';
import { ACT_OPTIONS, required } from '../../workflow/options.ts';

export const command: Command = {
  name: 'request review',
  summary: 'look at an emergency afterwards, and say what you found',
  positionals: '<request>',
  description:
    'An emergency approval goes round the approvers and owes a review. Somebody else says here what they found; until then the ' +
    'debt stands on every report, and the policy may refuse the next emergency.',
  options: {
    finding: { type: 'string', value: 'TEXT', help: 'what you found; needed' },
    ...ACT_OPTIONS,
  },
  examples: [['request review 5f0c --finding "The change was right and small."', 'after the emergency']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const finding = required(given, 'finding', command);
  return actOnRequest(given, io, {
    command,
    question: 'Sign this review?',
    act: (service, { id }) => service.review({ id, finding }),
    done: ({ id }) => `Reviewed the emergency of the request ${id}.`,
  });
}
