/** What can be typed at the cursor of a manifest, a profile, a rule file or a schema. */
import type { Document } from '../document/document.ts';
import type { JsonValue } from '../profile/profile.ts';
import { lineBreakOf } from '../validation/lines.ts';
import type { Project } from '../validation/project.ts';
import { writeScalar } from '../validation/write-yaml.ts';
import { type Completion, placeholder, replace } from './completion-item.ts';
import { itemPlace, type KeyPlace, type Place, type ValuePlace } from './completion-place.ts';
import { type FileNames, keySource, type Named, namesFor, valueSource } from './completion-source-names.ts';
import { yamlPlace } from './completion-yaml-place.ts';
import { listedValues, textOf } from './field-documentation-schema.ts';
import { blocks, code, paragraphs } from './markdown.ts';
import { keysAt, type SchemaKey, type SourceKind, schemasAt } from './schema-walk.ts';

export interface SourceContext {
  readonly kind: SourceKind;
  readonly document: Document;
  readonly offset: number;
  /** Absent: the manifest cannot be read. */
  readonly project?: Project;
  readonly snippets: boolean;
  readonly files: FileNames;
}

export function sourcePlace(document: Document, offset: number): Place | undefined {
  return yamlPlace(document, offset);
}

/** Which names the place takes that cost a look at the disk. */
export function wantedFiles(kind: SourceKind, place: Place): keyof FileNames | undefined {
  if (place.kind === 'comment') return undefined;
  const path = place.kind === 'value' ? place.path : place.parents;
  if (valueSource(kind, path) === 'globs') return 'globs';
  return place.kind === 'key' && keySource(kind, path) === 'mapped' ? 'mapped' : undefined;
}

export function completeSource(place: Place, context: SourceContext): readonly Completion[] {
  if (place.kind === 'comment') return [];
  if (place.kind === 'value') return valueItems(place, context);
  const asValue = itemPlace(place);
  return [...keyItems(place, context), ...(place.inItem ? valueItems(asValue, context) : [])];
}

function keyItems(place: KeyPlace, context: SourceContext): Completion[] {
  const { kind, project, files } = context;
  const isNew = (name: string): boolean => !place.present.has(name.toLowerCase());
  const named = keysAt(kind, place.parents).filter(({ name }) => isNew(name));
  const source = keySource(kind, place.parents);
  const names = source ? namesFor(source, project, files).filter(({ name }) => isNew(name)) : [];
  return [
    ...named.map((key, index) => keyItem(key, index, place, context)),
    ...names.map((each, index) => nameKeyItem(each, index, place)),
  ];
}

function keyItem(key: SchemaKey, index: number, place: KeyPlace, context: SourceContext): Completion {
  const { name, schema, required } = key;
  const { snippets } = context;
  const title = typeof schema.title === 'string' ? schema.title : '';
  return {
    label: name,
    kind: 'field',
    detail: [title, required ? 'required' : ''].filter(Boolean).join(', '),
    edit: replace(place.token, place.isNamed ? name : keyText(key, place, context)),
    ...(snippets && !place.isNamed && { isSnippet: true }),
    filter: name,
    sort: `${required ? 0 : 1}${String(index).padStart(4, '0')}`,
    documentation: describeSchema(schema),
  };
}

function keyText(
  { name, schema }: SchemaKey,
  place: KeyPlace,
  { snippets, document }: SourceContext,
): string {
  if (!snippets) return `${name}: `;
  const below = `${lineBreakOf(document.text)}${' '.repeat(place.inItem ? 4 : 2)}`;
  if (!place.isFlow && schema.type === 'object') return `${name}:${below}$1`;
  if (schema.type === 'array') return place.isFlow ? `${name}: [$1]` : `${name}:${below}- $1`;
  const listed = schema.type === 'boolean' ? [true, false] : listedValues([schema]);
  return `${name}: ${placeholder(1, listed.length <= 20 ? listed.map(plainText) : [])}`;
}

function plainText(value: JsonValue): string {
  return writeOwn(value, textOf(value), { quote: '', isFlow: false });
}

function nameKeyItem({ name, detail, rule }: Named, index: number, place: KeyPlace): Completion {
  const written = /^[A-Za-z_$][\w$.-]*$/.test(name) ? name : JSON.stringify(name);
  return {
    label: name,
    kind: rule ? 'rule' : 'field',
    ...(detail && { detail }),
    edit: replace(place.token, place.isNamed ? written : `${written}: `),
    filter: name,
    sort: `2${String(index).padStart(5, '0')}`,
    ...(rule && { about: { kind: 'rule', id: rule.id } }),
  };
}

function valueItems(place: ValuePlace, { kind, project, files }: SourceContext): Completion[] {
  const schemas = schemasAt(kind, place.path);
  const source = valueSource(kind, place.path);
  const names = source ? namesFor(source, project, files) : [];
  const listed = schemas.some(({ type }) => type === 'boolean') ? [true, false] : [];
  const values = [...listed, ...listedValues(schemas)];
  const examples = source
    ? []
    : schemas.flatMap(({ examples: given }) => (Array.isArray(given) ? given : []));
  const defaults = schemas.flatMap(schema => (schema.default === undefined ? [] : [schema.default]));
  return [
    ...names.map((each, index) => nameItem(each, index, place)),
    ...unique([...values, ...defaults, ...examples.filter(isScalar)]).map((value, index) =>
      valueItem(value, index, place, defaults.includes(value)),
    ),
  ];
}

function unique(values: readonly JsonValue[]): readonly JsonValue[] {
  return [...new Map(values.map(value => [JSON.stringify(value), value])).values()];
}

function isScalar(value: JsonValue): boolean {
  return typeof value !== 'object';
}

function nameItem({ name, detail, rule }: Named, index: number, place: ValuePlace): Completion {
  const item = valueItem(name, index, place, false);
  return {
    ...item,
    kind: rule ? 'rule' : 'value',
    ...(detail && { detail }),
    ...(rule && { about: { kind: 'rule', id: rule.id } }),
  };
}

function valueItem(value: JsonValue, index: number, place: ValuePlace, isDefault: boolean): Completion {
  const label = textOf(value);
  const newText = writeOwn(value, label, place);
  return {
    label,
    kind: 'value',
    ...(isDefault && { detail: 'default' }),
    edit: replace(place.token, place.lead + newText),
    filter: place.quote === '' ? label : newText,
    sort: `0${String(index).padStart(5, '0')}`,
  };
}

/** Our own reader takes `off` and `.env.{environment}` for text without quotes, and that is how people write them. */
export function writeOwn(
  value: JsonValue,
  label: string,
  { quote, isFlow }: Pick<ValuePlace, 'quote' | 'isFlow'>,
): string {
  if (quote === '"') return JSON.stringify(label);
  if (quote === "'") return `'${label.replaceAll("'", "''")}'`;
  const isPlain = /^[A-Za-z.$/][\w./{}*$-]*$/.test(label) && !/^(?:true|false|null)$/i.test(label);
  return typeof value === 'string' && isPlain && !(isFlow && /[{}]/.test(label)) ? label : writeScalar(value);
}

/** What a schema of ours says of a key: description, values, default, an example. */
export function describeSchema(schema: SchemaKey['schema']): string {
  const listed = listedValues([schema]);
  const example = Array.isArray(schema.examples) ? schema.examples[0] : undefined;
  return blocks(
    typeof schema.description === 'string' && paragraphs(schema.description),
    listed.length > 0 && `One of ${listed.map(value => code(textOf(value))).join(', ')}.`,
    schema.default !== undefined && `Default: ${code(textOf(schema.default))}`,
    example !== undefined && `For example ${code(textOf(example))}`,
  );
}
