// Turns a rule's data into the page that explains it: what editors and reports link to.
import { stringify } from 'yaml';

const WEIGHTS = { critical: 10, error: 5, warning: 2, info: 1 };

/** What the fixes that rules name do, in words. */
const FIX_ACTIONS = {
  'generate-secret': 'Puts in a secret made at random.',
  refer: 'Puts in a reference to a variable, such as `${NAME}`, which is set where the program is deployed.',
  'secure-scheme': 'Puts in the encrypted form of the protocol, and of its usual port.',
};

export function rulePage(rule, profile) {
  const { id, name, why, remedy, expected, fix, examples } = rule;
  const sections = [
    `# ${id}: ${name}`,
    note(`profiles/${profile.name}/rules/${id}.yaml`),
    facts(rule),
    sentence(rule),
    heading('Why', why),
    heading('What to do', remedy),
    heading('Expected', expected),
    fix && heading('Quick fix', fixText(fix)),
    heading('Holds for', examplesText(examples.valid, profile)),
    heading('Is violated by', examplesText(examples.invalid, profile)),
    heading('The check', `\`\`\`yaml\n${stringify(rule.must, { lineWidth: 100 }).trimEnd()}\n\`\`\``),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

export function profilePage(profile) {
  const rows = profile.rules.map(
    ({ id, name, severity, frameworks, environments }) =>
      `| [${id}](${id}.md) | ${name} | ${severity} | ${frameworks.join(', ')} | ${environments.join(', ') || 'all'} |`,
  );
  const table = [
    '| id | name | severity | frameworks | environments |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
  const intro = profile.description.trim();
  return `${[`# The rules of ${profile.title}`, note(`profiles/${profile.name}`), intro, table].join('\n\n')}\n`;
}

function note(source) {
  return `<!-- Made from ${source} by scripts/generate.mjs: change that, not this. -->`;
}

function facts({ severity, frameworks, environments, fields, waivable }) {
  const rows = [
    ['Severity', `${severity} (weighs ${WEIGHTS[severity]} in the score)`],
    ['Frameworks', frameworks.join(', ') || 'none'],
    ['Environments', environments.join(', ') || 'all, also where it is not known'],
    [fields.length === 1 ? 'Field' : 'Fields', fields.map(fieldText).join(', ')],
    ['Waiver', waivable ? 'takes it out of the score' : 'is listed, and leaves the score as it is'],
  ];
  return ['| | |', '|---|---|', ...rows.map(row => `| ${row.join(' | ')} |`)].join('\n');
}

function fieldText(field) {
  if (field === '$') return 'the whole configuration';
  return field === '$secrets' ? 'every secret' : `\`${field}\``;
}

function sentence({ message, fields }) {
  const subject = fields.length === 1 && !/[*$]/.test(fields[0]) ? `\`${fields[0]}\`` : 'The field';
  return message.replaceAll('{field}', subject);
}

function heading(title, text) {
  return text ? `## ${title}\n\n${text.trim()}` : '';
}

function fixText(fix) {
  if ('value' in fix)
    return `Sets it to \`${typeof fix.value === 'string' ? fix.value : JSON.stringify(fix.value)}\`.`;
  return FIX_ACTIONS[fix.action] ?? fix.action;
}

/** As environment variables; what is left out stands as a comment. */
function examplesText(examples, profile) {
  const lines = examples.map(example => {
    const entries = Object.entries(example);
    if (entries.length === 0) return '# left out';
    return entries.map(([field, value]) => `${variable(field, profile)}=${dotenvValue(value)}`).join('\n');
  });
  return `\`\`\`dotenv\n${lines.join('\n')}\n\`\`\``;
}

function variable(field, { prefix, delimiter, schema }) {
  if (!schema) return field;
  return `${prefix}${field.split('.').join(delimiter)}`.toUpperCase();
}

function dotenvValue(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^[\w./:@%+,=-]*$/.test(text) && text !== '' ? text : `'${text}'`;
}
