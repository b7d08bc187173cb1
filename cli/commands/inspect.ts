/** `secure-config inspect`: what a program would read from a file, by the rules of that program's own parser. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DIALECTS, type DialectName, isDialectName } from '../../shared/core/document/dialect.ts';
import type { Document } from '../../shared/core/document/document.ts';
import { parseDotenv } from '../../shared/core/document/dotenv.ts';
import { formatOf } from '../../shared/core/document/format.ts';
import { parseYaml } from '../../shared/core/document/yaml.ts';
import { type Arguments, wrongUse } from '../arguments.ts';
import { describeFileError } from '../check/sources.ts';
import { type Command, CommandFailure, type ExitCode } from '../command.ts';
import { type ReadValue, readValues } from '../inspect/read-values.ts';
import { inspectionLines } from '../inspect/text.ts';
import type { Io } from '../io.ts';
import { type Governed, openProjects } from '../projects.ts';
import { secretsOf } from '../secrets-of.ts';
import { visibleText } from '../text/width.ts';

export const command: Command = {
  name: 'inspect',
  summary: 'say what a program reads from a file',
  positionals: 'FILE|-',
  description:
    'Prints the values that a dialect’s own parser reads from a .env file, and what it objects to. Nothing is executed. ' +
    'Secrets are masked unless --reveal is given.',
  options: {
    dialect: {
      type: 'string',
      choices: DIALECTS,
      value: 'NAME',
      help: `whose reading: ${DIALECTS.join(', ')} (the file’s first dialect unless said otherwise)`,
    },
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'how to print' },
    reveal: { type: 'boolean', help: 'print secrets as they are' },
  },
  examples: [
    ['inspect .env --dialect compose', 'what Docker Compose reads'],
    ['inspect .env --format json --reveal | jq -r .values.DB_PASSWORD', 'one value, for a program'],
  ],
  maxPositionals: 1,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const [file] = given.positionals;
  if (file === undefined) throw wrongUse(command, 'Say which file, or - for standard input.');
  const text = await readText(file, io);
  const absolutePath = path.resolve(io.folder, file === '-' ? '.env' : file);
  const governed = await openProjects(io).govern(absolutePath, text, true);
  const { dialect, document } = read(text, absolutePath, given.text('dialect'), governed);
  const isSecret = secretsOf(document, governed);
  const reveal = given.flag('reveal') === true;
  const values = readValues(document, isSecret, reveal);
  if (given.text('format') === 'json')
    io.out(`${JSON.stringify(asJson(dialect, values, document), null, 2)}\n`);
  else io.out(`${inspectionLines({ file, dialect, values, document, isSecret, reveal }, io).join('\n')}\n`);
  return 0;
}

function read(
  text: string,
  absolutePath: string,
  wanted: string | undefined,
  governed: Governed | undefined,
) {
  if (formatOf(absolutePath) === 'yaml' && wanted === undefined) {
    return { dialect: 'yaml' as const, document: parseYaml(text) };
  }
  const first: DialectName = governed?.governance.dialects[0] ?? 'dotenv';
  const dialect = wanted !== undefined && isDialectName(wanted) ? wanted : first;
  return { dialect, document: parseDotenv(text, { dialect }) };
}

function asJson(dialect: string, values: readonly ReadValue[], { problems, lines }: Document): object {
  return {
    dialect,
    values: Object.fromEntries(values.map(({ name, shown }) => [name, shown])),
    problems: problems.map(({ severity, message, span }) => ({
      severity,
      message,
      range: lines.rangeOf(span),
    })),
  };
}

async function readText(file: string, io: Io): Promise<string> {
  if (file === '-') return io.readInput();
  try {
    return await readFile(path.resolve(io.folder, file), 'utf8');
  } catch (error) {
    throw new CommandFailure(`${visibleText(file)}: ${describeFileError(error)}`, 3);
  }
}
