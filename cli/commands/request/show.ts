/** `secure-config request show`: everything about one request. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { findRequest } from '../../workflow/act-on-request.ts';
import { printJson, withWorkflow } from '../../workflow/here.ts';
import { LOOK_OPTIONS } from '../../workflow/options.ts';
import { requestText } from '../../workflow/request-text.ts';

export const command: Command = {
  name: 'request show',
  summary: 'show what a request changes, and what it still needs',
  positionals: '<request>',
  description:
    'Shows a request: who asked and why, each field as it is now and as it would be, the score before and after, the approvals ' +
    'so far, what is missing, and what you may do. The change is worked out from the texts, not taken from the request.',
  options: LOOK_OPTIONS,
  examples: [['request show 5f0c', 'by the first digits of its id']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withWorkflow(given, io, async service => {
    const request = await findRequest(service, given, command);
    if (given.text('format') === 'json') printJson(io, { request });
    else io.out(requestText(request, io));
    return 0;
  });
}
