/** `secure-config version tag`: gives a version a name. */
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { orStop, printJson, withWorkflow } from '../../workflow/here.ts';
import { LOOK_OPTIONS, positional, versionNumber } from '../../workflow/options.ts';

export const command: Command = {
  name: 'version tag',
  summary: 'give a version a name',
  positionals: '<environment> <version> <tag>',
  description: 'Adds a tag to a version. The version itself stays as it is: the tag is an event of its own.',
  options: LOOK_OPTIONS,
  examples: [['version tag production v12 black-friday', 'a name to find it by']],
  maxPositionals: 3,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const environment = positional(given, 0, 'the environment', command);
  const number = versionNumber(positional(given, 1, 'the version', command), command);
  const tag = positional(given, 2, 'the tag', command);
  return withWorkflow(given, io, async service => {
    const version = await orStop(service.tag({ environment, number, tag }));
    if (given.text('format') === 'json') printJson(io, { version });
    else io.out(`v${number} of ${environment} has the tags ${version.tags.join(', ')}.\n`);
    return 0;
  });
}
