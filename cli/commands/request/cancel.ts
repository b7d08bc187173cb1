/** `secure-config request cancel`: takes a request back. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { actOnRequest } from '../../workflow/act-on-request.ts';
import { ACT_OPTIONS, required } from '../../workflow/options.ts';

export const command: Command = {
  name: 'request cancel',
  summary: 'take a request of yours back, for good',
  positionals: '<request>',
  description: 'Ends a request that is not wanted any more. That is final.',
  options: {
    reason: { type: 'string', value: 'TEXT', help: 'why; needed' },
    ...ACT_OPTIONS,
  },
  examples: [['request cancel 5f0c --reason "Done otherwise."', 'with the reason']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const reason = required(given, 'reason', command);
  return actOnRequest(given, io, {
    command,
    question: 'Cancel it for good?',
    act: (service, { id }) => service.cancel({ id, reason }),
    done: ({ id }) => `Cancelled the request ${id}.`,
  });
}
