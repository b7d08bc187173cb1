/** `secure-config version deprecate`: says that nobody should go back to a version. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { orStop, printJson, withWorkflow } from '../../workflow/here.ts';
import { LOOK_OPTIONS, positional, required, versionNumber } from '../../workflow/options.ts';

export const command: Command = {
  name: 'version deprecate',
  summary: 'say that nobody should go back to a version',
  positionals: '<environment> <version>',
  description:
    'Marks a version as deprecated, with a reason. It stays in the history; going back to it needs the full policy.',
  options: {
    reason: { type: 'string', value: 'TEXT', help: 'why nobody should go back to it' },
    ...LOOK_OPTIONS,
  },
  examples: [['version deprecate production v7 --reason "Its database is gone."', 'with the reason']],
  maxPositionals: 2,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const environment = positional(given, 0, 'the environment', command);
  const number = versionNumber(positional(given, 1, 'the version', command), command);
  const reason = required(given, 'reason', command);
  return withWorkflow(given, io, async service => {
    const version = await orStop(service.deprecate({ environment, number, reason }));
    if (given.text('format') === 'json') printJson(io, { version });
    else io.out(`v${number} of ${environment} is deprecated.\n`);
    return 0;
  });
}
