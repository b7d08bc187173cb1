/** `secure-config explain`: a rule's page, in the terminal. */
import type { Example, Rule } from '../../shared/core/profile/profile.ts';
import { nearestName } from '../../shared/core/text/nearest.ts';
import { type Arguments, wrongUse } from '../arguments.ts';
import type { Command, ExitCode } from '../command.ts';
import { wrap } from '../help.ts';
import type { Io } from '../io.ts';
import { openProjects } from '../projects.ts';
import { SEVERITY_LOOK } from '../text/style.ts';
import { visibleText } from '../text/width.ts';

const WIDTH = 92;

export const command: Command = {
  name: 'explain',
  summary: 'say what a rule asks for, why, and what to do',
  positionals: 'RULE',
  description: 'Prints what a rule asks for, why, what to do about a violation, and examples.',
  options: {
    profile: { type: 'string', value: 'NAME|PATH', help: 'look in this profile' },
    format: { type: 'string', choices: ['text', 'json'], default: 'text', help: 'how to print' },
  },
  examples: [
    ['explain SEC_003', 'a rule of the profile that governs this folder, or of a built-in one'],
    ['explain TIDE_003 --profile ./profile', 'a rule of your own'],
  ],
  maxPositionals: 1,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const [id] = given.positionals;
  if (id === undefined) throw wrongUse(command, 'Say which rule: secure-config explain SEC_003.');
  const rule = await findRule(id, given, io);
  if (given.text('format') === 'json') io.out(`${JSON.stringify({ formatVersion: 1, rule }, null, 2)}\n`);
  else io.out(`${pageOf(rule, io).join('\n')}\n`);
  return 0;
}

async function findRule(id: string, given: Arguments, io: Io): Promise<Rule> {
  const projects = openProjects(io, { profile: given.text('profile') });
  const here = (await projects.profilesHere()).flatMap(profile => profile.rules);
  const rules = given.text('profile') === undefined ? [...here, ...projects.builtinRules()] : here;
  const found = rules.find(rule => rule.id.toLowerCase() === id.toLowerCase());
  if (found) return found;
  const meant = nearestName(id, new Set(rules.map(rule => rule.id)));
  const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
  throw wrongUse(command, `There is no rule ${id}${hint || '.'} secure-config rules lists them.`);
}

function pageOf(rule: Rule, { style }: Io): string[] {
  const title = (text: string): string => style('bold', text);
  const facts = [
    style(SEVERITY_LOOK[rule.severity], rule.severity),
    rule.environments.join(', ') || 'every environment',
    ...(rule.frameworks.length > 0 ? [rule.frameworks.join(', ')] : []),
    rule.fields.map(fieldInWords).join(', '),
  ];
  return [
    `${title(rule.id)}  ${title(visibleText(rule.name))}`,
    facts.map((fact, index) => (index === 0 ? fact : visibleText(fact))).join(' · '),
    ...section('', rule.message.replaceAll('{field}', fieldInWords(rule.fields[0] ?? '$'))),
    ...section(title('Why'), rule.why),
    ...section(title('What to do'), rule.remedy),
    ...section(title('Expected'), rule.expected),
    ...exampleLines(title('Right'), rule.examples.valid),
    ...exampleLines(title('Wrong'), rule.examples.invalid),
    '',
    style('dim', waiverLine(rule)),
  ];
}

function fieldInWords(field: string): string {
  if (field === '$') return 'the whole document';
  return field === '$secrets' ? 'every secret' : field;
}

function section(title: string, text: string): string[] {
  if (text.trim() === '') return [];
  const paragraphs = text.trim().split(/\n\s*\n/);
  const lines = paragraphs.flatMap(paragraph => wrap(visibleText(paragraph.replace(/\s+/g, ' ')), WIDTH));
  return title === '' ? ['', ...lines] : ['', title, ...lines.map(line => `  ${line}`)];
}

function exampleLines(title: string, examples: readonly Example[]): string[] {
  if (examples.length === 0) return [];
  const lines = examples.map(example => {
    const fields = Object.entries(example).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
    return `  ${visibleText(fields.join(', ')) || '(nothing set)'}`;
  });
  return ['', title, ...lines];
}

function waiverLine({ waivable, id }: Rule): string {
  return waivable
    ? `A waiver with a reason and a date takes it out of the score: # secure-config-waive ${id} until 2027-01-31: reason`
    : 'A waiver makes it show as information; it stays in the score all the same.';
}
