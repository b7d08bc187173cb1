/** `secure-config request emergency-approve`: goes round the approvers, on one person’s responsibility. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { actOnRequest } from '../../workflow/act-on-request.ts';
import { ACT_OPTIONS, required } from '../../workflow/options.ts';

export const command: Command = {
  name: 'request emergency-approve',
  summary: 'approve in an emergency, alone and on your responsibility',
  positionals: '<request>',
  description:
    'Only for the roles that the policy names, and only where every changed field allows it. It needs a reason and, as a deliberate ' +
    'step, the name of the environment typed out. Everybody is told, and a review is owed.',
  options: {
    reason: { type: 'string', value: 'TEXT', help: 'what the emergency is; needed' },
    confirm: { type: 'string', value: 'ENVIRONMENT', help: 'the name of the environment, typed out; needed' },
    ...ACT_OPTIONS,
  },
  examples: [['request emergency-approve 5f0c --reason "Logins fail." --confirm production', 'deliberately']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const reason = required(given, 'reason', command);
  const confirmation = required(given, 'confirm', command);
  return actOnRequest(given, io, {
    command,
    question: 'Go round the approvers?',
    act: (service, { id, digest }) => service.emergencyApprove({ id, digest, reason, confirmation }),
    done: ({ id }) => `Approved the request ${id} as an emergency. A review is owed.`,
  });
}
