/** `secure-config rules`: the rules that are checked, in a table. */
import type { Profile, Rule } from '../../shared/core/profile/profile.ts';
import type { Arguments } from '../arguments.ts';
import type { Command, ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { openProjects } from '../projects.ts';
import { SEVERITY_LOOK } from '../text/style.ts';
import { tableLines } from '../text/table.ts';
import { visibleText } from '../text/width.ts';

export const command: Command = {
  name: 'rules',
  summary: 'list the rules that are checked',
  positionals: '',
  description:
    'Lists the rules of the profile that governs the current folder, with the manifest’s own rules and changes; ' +
    'without a manifest, those of every built-in profile.',
  options: {
    profile: { type: 'string', value: 'NAME|PATH', help: 'the rules of this profile' },
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'how to print' },
  },
  examples: [
    ['rules', 'what is checked here'],
    ['rules --profile voicehive --format json', 'for a program'],
  ],
  maxPositionals: 0,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const profiles = await openProjects(io, { profile: given.text('profile') }).profilesHere();
  if (given.text('format') === 'json') {
    const value = { formatVersion: 1, profiles: profiles.map(describeProfile) };
    io.out(`${JSON.stringify(value, null, 2)}\n`);
    return 0;
  }
  io.out(profiles.map(profile => profileTable(profile, io)).join('\n'));
  return 0;
}

function describeProfile({ name, title, rules }: Profile): object {
  return { name, title, rules: rules.map(({ must: _must, examples: _examples, ...rule }) => rule) };
}

function profileTable({ name, title, rules }: Profile, { style }: Io): string {
  const columns = ['rule', 'severity', 'environments', 'field', 'name'].map(column => ({ title: column }));
  const rows = rules.map((rule: Rule) => [
    { text: visibleText(rule.id), paint: (text: string) => style('bold', text) },
    { text: rule.severity, paint: (text: string) => style(SEVERITY_LOOK[rule.severity], text) },
    { text: visibleText(rule.environments.join(', ') || 'all') },
    { text: visibleText(shortList(rule.fields)) },
    { text: visibleText(rule.name) },
  ]);
  const head = `${style('bold', visibleText(name))}${title === '' ? '' : `: ${visibleText(title)}`}`;
  return `${[head, '', ...tableLines(columns, rows, text => style('dim', text))].join('\n')}\n`;
}

function shortList(fields: readonly string[]): string {
  const [first = ''] = fields;
  return fields.length > 1 ? `${first} and ${fields.length - 1} more` : first;
}
