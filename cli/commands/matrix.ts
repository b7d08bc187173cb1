/** `secure-config matrix`: the environments of a project side by side. */
import { compareEnvironments, type Matrix } from '../../shared/core/report/matrix.ts';
import { type Arguments, wrongUse } from '../arguments.ts';
import { collectSources } from '../check/sources.ts';
import type { Command, ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { checkedProjects } from '../matrix/checked-projects.ts';
import { matrixJson } from '../matrix/json.ts';
import { isWanted, type Only } from '../matrix/only.ts';
import { matrixText } from '../matrix/text.ts';
import { openProjects } from '../projects.ts';
import { visibleText } from '../text/width.ts';

export const command: Command = {
  name: 'matrix',
  summary: 'compare the environments of a project, field by field',
  positionals: '[path…]',
  description:
    'Prints a table of fields by environment: what each file says, what is missing or left to its default, who departs ' +
    'from what most files say (≠), and what breaks a rule or the schema. Files and folders are found as check finds ' +
    'them. Secrets are compared, and never printed.',
  options: {
    only: {
      type: 'string',
      choices: ['different', 'violating'],
      help: 'only fields in which files differ, or only those that break a rule or the schema',
    },
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'how to print' },
    profile: {
      type: 'string',
      value: 'NAME|PATH',
      help: 'check against this profile instead of the manifest’s',
    },
  },
  examples: [
    ['matrix', 'everything in the current folder'],
    ['matrix .env.staging .env.production --only different', 'how two files differ'],
    ['matrix --format json | jq ".fields[] | select(.secret)"', 'for a program'],
  ],
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const projects = openProjects(io, { profile: given.text('profile') });
  await projects.ready();
  const sources = await collectSources(given, projects, io);
  const found = await checkedProjects(sources, projects, io);
  const only = given.text('only') as Only | undefined;
  const shown = found.projects.map(({ name, files }) => ({
    name,
    matrix: wanted(compareEnvironments(files), only),
  }));
  if (given.text('format') === 'json') io.out(asJson(shown));
  else
    io.out(shown.map(each => heading(each.name, shown.length, io) + matrixText(each.matrix, io)).join('\n'));
  for (const { path, message } of found.unreadable) io.err(`${visibleText(path)}: ${message}\n`);
  return found.unreadable.length > 0 ? 3 : 0;
}

interface Shown {
  readonly name: string;
  readonly matrix: Matrix;
}

function asJson(shown: readonly Shown[]): string {
  if (shown.length > 1) {
    const names = shown.map(({ name }) => name).join(', ');
    throw wrongUse(
      command,
      `These files belong to ${shown.length} projects, and JSON holds one of them. Name one: ${names}.`,
    );
  }
  const matrix = shown[0]?.matrix ?? compareEnvironments([]);
  return `${JSON.stringify(matrixJson(matrix), null, 2)}\n`;
}

function heading(name: string, count: number, { style }: Io): string {
  return count > 1 ? `${style('bold', visibleText(name))}\n\n` : '';
}

function wanted(matrix: Matrix, only: Only | undefined): Matrix {
  const groups = matrix.groups.map(group => ({
    ...group,
    fields: group.fields.filter(field => isWanted(field, only)),
  }));
  return { ...matrix, groups: groups.filter(({ fields }) => fields.length > 0) };
}
