/** `secure-config version verify`: reads versions again, and says which are not as they were. */
import type { Integrity, WorkflowService } from '../../../shared/node/workflow/service.ts';
import type { Arguments } from '../../arguments.ts';
import type { Command, ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { page } from '../../ledger/words.ts';
import { visibleText } from '../../text/width.ts';
import { orStop, printJson, withWorkflow } from '../../workflow/here.ts';
import { LOOK_OPTIONS, positional, versionNumber } from '../../workflow/options.ts';

export const command: Command = {
  name: 'version verify',
  summary: 'check that versions are as they were approved',
  positionals: '<environment> [version]',
  description:
    'Reads the texts and encrypted secrets of a version, or of all versions of an environment, hashes them again and compares ' +
    'them with what was signed. secure-config ledger verify does that for the whole ledger, signatures included.',
  options: {
    record: {
      type: 'boolean',
      help: 'note the result in the ledger; a version that fails is corrupted from then on',
    },
    ...LOOK_OPTIONS,
  },
  examples: [['version verify production', 'every version of it']],
  maxPositionals: 2,
  run,
};

interface Row extends Integrity {
  readonly version: number;
}

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const environment = positional(given, 0, 'the environment', command);
  return withWorkflow(given, io, async service => {
    const record = given.flag('record') === true;
    const rows: Row[] = [];
    for (const number of await numbersOf(service, environment, given.positionals[1])) {
      rows.push({
        version: number,
        ...(await orStop(service.checkIntegrity({ environment, number, record }))),
      });
    }
    if (given.text('format') === 'json') printJson(io, { environment, versions: rows });
    else io.out(page(...rows.map(row => rowText(row, environment, io))));
    return rows.some(({ problem }) => problem !== null) ? 1 : 0;
  });
}

async function numbersOf(
  service: WorkflowService,
  environment: string,
  name: string | undefined,
): Promise<readonly number[]> {
  if (name !== undefined) return [versionNumber(name, command)];
  const { items } = await orStop(service.versions({ environment, before: null, limit: 1_000_000 }));
  return items.map(({ number }) => number);
}

function rowText({ version, files, secrets, problem }: Row, environment: string, { style }: Io): string {
  const name = `v${version} of ${environment}`;
  if (problem !== null) return `${style('red', '✗')} ${name}  ${visibleText(problem)}`;
  const words = {
    none: 'no secrets',
    read: 'secrets read',
    unread: 'secrets are for others, and were not read',
  };
  return `${style('green', '✓')} ${name}  ${files === 1 ? '1 file' : `${files} files`}, ${words[secrets]}`;
}
