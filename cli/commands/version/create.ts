/** `secure-config version create`: takes an environment under the ledger. */
import type { Arguments } from '../../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { page } from '../../ledger/words.ts';
import { assessmentText, changesText } from '../../workflow/changes-text.ts';
import { isConfirmed, orStop, printJson, withWorkflow } from '../../workflow/here.ts';
import { ACT_OPTIONS, positional } from '../../workflow/options.ts';

export const command: Command = {
  name: 'version create',
  summary: 'make the first version of an environment from its files',
  positionals: '<environment>',
  description:
    'Takes the files that the manifest says are for the environment, cuts their secrets out, encrypts these for the ledger’s ' +
    'recipients, and makes v1 of it. From then on it is the baseline. It shows what it would keep, and asks first.',
  options: {
    message: { type: 'string', short: 'm', value: 'TEXT', default: 'The first version.', help: 'what it is' },
    ...ACT_OPTIONS,
  },
  examples: [['version create production -m "As it runs today."', 'shows the files and fields, and asks']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const environment = positional(given, 0, 'the environment', command);
  return withWorkflow(given, io, async service => {
    const preview = await orStop(service.previewVersion(environment));
    if (preview.obstacle !== null) throw new CommandFailure(preview.obstacle, 3);
    if (given.text('format') !== 'json') {
      io.out(
        page(
          io.style('bold', `v1 of ${environment}: ${preview.files.join(', ')}`),
          ...changesText(preview.changes, io),
          ...assessmentText(preview.assessment, io),
          ...preview.notes.map(note => `  ${io.style('yellow', '!')} ${note}`),
        ),
      );
    }
    if (!(await isConfirmed('Make this version?', given, io))) return 0;
    const message = given.text('message') ?? '';
    const version = await orStop(service.createVersion({ environment, message, basis: preview.basis }));
    if (given.text('format') === 'json') printJson(io, { version });
    else io.out(`Made v${version.number} of ${environment}. It is the baseline now.\n`);
    return 0;
  });
}
