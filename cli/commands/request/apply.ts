/** `secure-config request apply`: writes the approved files and makes them the baseline. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { page } from '../../ledger/words.ts';
import { findRequest } from '../../workflow/act-on-request.ts';
import { isConfirmed, orStop, printJson, withWorkflow } from '../../workflow/here.ts';
import { ACT_OPTIONS, OVERWRITE_OPTION } from '../../workflow/options.ts';
import { requestText, rotationTextOf } from '../../workflow/request-text.ts';

export const command: Command = {
  name: 'request apply',
  summary: 'write what was approved, and make it the baseline',
  positionals: '<request>',
  description:
    'Checks the content once more, writes the files that differ, and makes the next version: all of it, or nothing. Files that ' +
    'were changed by hand since are not overwritten unless you say so. A change of the policy comes into force.',
  options: { ...OVERWRITE_OPTION, ...ACT_OPTIONS },
  examples: [['request apply 5f0c', 'after it was approved']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withWorkflow(given, io, async service => {
    const request = await findRequest(service, given, command);
    const isJson = given.text('format') === 'json';
    if (!isJson && given.flag('yes') !== true) io.out(`${requestText(request, io)}\n`);
    if (!(await isConfirmed('Apply it?', given, io))) return 0;
    const version = await orStop(service.apply(request.id, { overwrites: given.flag('overwrite') === true }));
    if (isJson) printJson(io, { version });
    else if (version === null) io.out(page('The policy is in force.', ...rotationTextOf(request, io, true)));
    else io.out(`v${version.number} of ${version.environment} is active: ${version.files.join(', ')}.\n`);
    return 0;
  });
}
