/** `secure-config request create`: asks for what the files of an environment say now. */
import type { Arguments } from '../../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { page } from '../../ledger/words.ts';
import { isConfirmed, orStop, printJson, withWorkflow } from '../../workflow/here.ts';
import { ACT_OPTIONS, positional, required } from '../../workflow/options.ts';
import { previewText } from '../../workflow/request-text.ts';

export const command: Command = {
  name: 'request create',
  summary: 'ask for the change that the files have',
  positionals: '<environment>',
  description:
    'Takes the difference between the environment’s files as they are now and its active version, shows it field by field ' +
    'with who has to approve it until when, asks, and files it.',
  options: {
    justification: { type: 'string', short: 'j', value: 'TEXT', help: 'why it has to be; needed' },
    impact: { type: 'string', value: 'TEXT', default: '', help: 'what it does to whom' },
    'rollback-plan': { type: 'string', value: 'TEXT', default: '', help: 'how to go back if it goes wrong' },
    ...ACT_OPTIONS,
  },
  examples: [['request create production -j "Sessions are too long."', 'shows the change, and asks']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const environment = positional(given, 0, 'the environment', command);
  const justification = required(given, 'justification', command);
  return withWorkflow(given, io, async service => {
    const preview = await orStop(service.previewRequest(environment));
    const isJson = given.text('format') === 'json';
    if (!isJson) io.out(previewText(`A change of ${environment}`, preview, io));
    if (preview.obstacle !== null && isJson) throw new CommandFailure(preview.obstacle, 3);
    if (preview.obstacle !== null) return 3;
    if (!(await isConfirmed('File this request?', given, io))) return 0;
    const request = await orStop(
      service.fileRequest({
        environment,
        justification,
        impact: given.text('impact') ?? '',
        rollbackPlan: given.text('rollback-plan') ?? '',
        basis: preview.basis,
      }),
    );
    if (isJson) printJson(io, { request });
    else io.out(page(`Filed the request ${request.id}.`, ...request.missing));
    return 0;
  });
}
