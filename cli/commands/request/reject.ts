/** `secure-config request reject`: ends a request without a change. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { actOnRequest } from '../../workflow/act-on-request.ts';
import { ACT_OPTIONS, required } from '../../workflow/options.ts';

export const command: Command = {
  name: 'request reject',
  summary: 'reject a request, for good',
  positionals: '<request>',
  description: 'Ends the request. That is final: what is still wanted has to be asked for anew.',
  options: {
    reason: { type: 'string', value: 'TEXT', help: 'why not; needed' },
    ...ACT_OPTIONS,
  },
  examples: [['request reject 5f0c --reason "Not before the release."', 'with the reason']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const reason = required(given, 'reason', command);
  return actOnRequest(given, io, {
    command,
    question: 'Reject it for good?',
    act: (service, { id }) => service.reject({ id, reason }),
    done: ({ id }) => `Rejected the request ${id}.`,
  });
}
