/** `secure-config request approve`: agrees to a change, with a signature. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { actOnRequest } from '../../workflow/act-on-request.ts';
import { ACT_OPTIONS } from '../../workflow/options.ts';

export const command: Command = {
  name: 'request approve',
  summary: 'approve a request, with a signature',
  positionals: '<request>',
  description:
    'Shows the request, asks, and signs your approval. It holds for exactly what you have seen: for this content, on this ' +
    'baseline, under these rules. Your machine works out the change from the texts and refuses what the request says falsely.',
  options: {
    comment: { type: 'string', value: 'TEXT', default: '', help: 'what the others should know' },
    ...ACT_OPTIONS,
  },
  examples: [['request approve 5f0c --as second', 'with another identity of this machine']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return actOnRequest(given, io, {
    command,
    question: 'Approve it?',
    act: (service, { id, digest }) => service.approve({ id, digest, comment: given.text('comment') ?? '' }),
    done: ({ id, status }) => `Approved. The request ${id} is ${status}.`,
  });
}
