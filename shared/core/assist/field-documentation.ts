/** What a field is, in Markdown: what completion shows beside a key and hover shows above one. */
import type { CheckedUnit } from '../validation/check.ts';
import type { FieldGroup, FieldSchema } from '../validation/field-schema.ts';
import { describeRules, type PageOf, rulesOn } from './field-documentation-rules.ts';
import { limitPhrases, textOf } from './field-documentation-schema.ts';
import { blocks, code, paragraphs, plain } from './markdown.ts';

export interface DocumentationContext {
  readonly unit: CheckedUnit;
  readonly pageOf: PageOf;
}

/** `path`: dotted, any case. Empty when nothing is known of it. */
export function documentField(path: string, { unit, pageOf }: DocumentationContext): string {
  const { compiled } = unit;
  const field = compiled.fields.get(path.toLowerCase());
  const group = compiled.groups.get(path.toLowerCase());
  const rules = describeRules(rulesOn(field?.path ?? path, unit), pageOf);
  if (field) return blocks(describeField(field, unit), rules);
  return blocks(group && describeGroup(group, unit), rules);
}

/** Without what depends on a document. */
export function describeField(field: FieldSchema, { project }: Pick<CheckedUnit, 'project'>): string {
  const { path, schema, secret, required } = field;
  const facts = [
    typeOf(field),
    ...limitPhrases(schema, project.profile.schema).map(plain),
    required ? 'required' : 'optional',
    ...(secret ? ['**secret**'] : []),
    ...(schema.deprecated === true ? ['**deprecated**'] : []),
  ];
  return blocks(
    heading(schema.title, path),
    typeof schema.description === 'string' && paragraphs(schema.description),
    facts.join(' · '),
    field.default !== undefined &&
      `Default outside production: ${secret ? 'a secret' : code(textOf(field.default))}`,
  );
}

export function describeGroup(group: FieldGroup, { compiled, byPath }: CheckedUnit): string {
  const { path, schema, required } = group;
  const inside = [...compiled.fields.values()].filter(field => field.path.startsWith(`${path}.`));
  const missing = inside.filter(field => field.required && !byPath.has(field.path.toLowerCase()));
  const set = inside.filter(field => byPath.has(field.path.toLowerCase()));
  const facts = [
    'group',
    `${set.length} of ${inside.length} fields set`,
    required ? 'required' : 'optional as a whole',
  ];
  const isIncomplete = missing.length > 0 && (required || set.length > 0);
  return blocks(
    heading(schema.title, path),
    typeof schema.description === 'string' && paragraphs(schema.description),
    facts.join(' · '),
    isIncomplete && `Still missing: ${missing.map(field => code(field.path)).join(', ')}`,
  );
}

function heading(title: unknown, path: string): string {
  return typeof title === 'string' ? `**${plain(title)}** · ${code(path)}` : `**${code(path)}**`;
}

const TYPES: Readonly<Record<FieldSchema['type'], string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  array: 'list',
  object: 'object',
  unknown: 'any value',
};

function typeOf({ type }: FieldSchema): string {
  return TYPES[type];
}
