/** `secure-config version show`: one version, and which fields it changed. */
import type { ShownVersion } from '../../../shared/core/workflow/shown/version.ts';
import type { WorkflowService } from '../../../shared/node/workflow/service.ts';
import type { Arguments } from '../../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { page } from '../../ledger/words.ts';
import { changesText } from '../../workflow/changes-text.ts';
import { orStop, printJson, withWorkflow } from '../../workflow/here.ts';
import { LOOK_OPTIONS, positional, versionNumber } from '../../workflow/options.ts';
import { versionText } from '../../workflow/version-text.ts';

export const command: Command = {
  name: 'version show',
  summary: 'show a version and what it changed',
  positionals: '<environment> [version]',
  description:
    'Shows who made and approved a version, and the fields in which it differs from the one before. Without a version it ' +
    'is the active one. Secrets are compared, and never printed.',
  options: LOOK_OPTIONS,
  examples: [
    ['version show production', 'the baseline'],
    ['version show production v3', 'another one'],
  ],
  maxPositionals: 2,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const environment = positional(given, 0, 'the environment', command);
  return withWorkflow(given, io, async service => {
    const version = await chosen(service, environment, given.positionals[1]);
    const { number } = version;
    const changes = await orStop(service.changesOf({ environment, number }));
    if (given.text('format') === 'json') printJson(io, { version, changes });
    else {
      const title = version.parent === null ? 'It has:' : `Different from v${version.parent}:`;
      const lines = changes.length === 0 ? ['No field.'] : [title, ...changesText(changes, io)];
      io.out(page(...versionText(version, io), '', ...lines));
    }
    return 0;
  });
}

async function chosen(
  service: WorkflowService,
  environment: string,
  name: string | undefined,
): Promise<ShownVersion> {
  const status = await orStop(service.status());
  const active = status?.environments.find(each => each.name === environment)?.active;
  const number = name === undefined ? active : versionNumber(name, command);
  const before = number === undefined ? null : number + 1;
  const { items } = await orStop(service.versions({ environment, before, limit: 1 }));
  const [version] = items;
  if (number !== undefined && version?.number === number) return version;
  const wanted = number === undefined ? 'version' : `v${number}`;
  throw new CommandFailure(
    `There is no ${wanted} of ${environment}. secure-config version list shows those there are.`,
    3,
  );
}
