/** A rule's page, in Markdown, as short as a hover asks for. */
import type { Example, Rule } from '../profile/profile.ts';
import { type PageOf, ruleLink } from './field-documentation-rules.ts';
import { blocks, code, paragraphs, plain } from './markdown.ts';

const MOST_EXAMPLES = 4;

export function describeRule(rule: Rule, pageOf: PageOf): string {
  const { name, severity, environments, frameworks, fields, why, remedy, expected, examples, waivable } =
    rule;
  const facts = [
    `**${severity}**`,
    environments.length > 0 ? plain(environments.join(', ')) : 'every environment',
    ...(frameworks.length > 0 ? [plain(frameworks.join(', '))] : []),
    fields.map(inWords).join(', '),
  ];
  return blocks(
    `${ruleLink(rule, pageOf)} **${plain(name)}**`,
    facts.join(' · '),
    plain(rule.message.replaceAll('{field}', fields.length === 1 ? (fields[0] ?? '') : 'The field')),
    why.trim() !== '' && paragraphs(why),
    remedy.trim() !== '' && `**What to do**: ${plain(remedy)}`,
    expected.trim() !== '' && `**Expected**: ${plain(expected)}`,
    listOf('Right', examples.valid),
    listOf('Wrong', examples.invalid),
    waivable ? 'A waiver takes it out of the score.' : 'A waiver is listed, and leaves the score as it is.',
  );
}

function inWords(field: string): string {
  if (field === '$') return 'the whole document';
  return field === '$secrets' ? 'every secret' : code(field);
}

function listOf(title: string, examples: readonly Example[]): string {
  const lines = examples.slice(0, MOST_EXAMPLES).map(example => {
    const fields = Object.entries(example).map(([field, value]) => `${field}: ${JSON.stringify(value)}`);
    return `- ${fields.length === 0 ? 'left out' : code(fields.join(', '))}`;
  });
  return lines.length === 0 ? '' : `**${title}**\n${lines.join('\n')}`;
}
