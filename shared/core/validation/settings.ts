/** Binds what a document says to the fields of a profile: which entry sets which field, and to what typed value. */
import type { Document, Entry, Node } from '../document/document.ts';
import { toJson } from '../document/json.ts';
import type { JsonValue } from '../profile/profile.ts';
import { MASK } from '../report/report.ts';
import type { Text } from '../text/lined-text.ts';
import type { Span } from '../text/text.ts';
import { coerce, type Mistype, parseTree, type TypedField } from './coerce.ts';
import type { CompiledProfile } from './compile.ts';
import type { FieldSchema } from './field-schema.ts';
import { isUnresolved } from './references.ts';
import { markAliased } from './secret-aliases.ts';
import { containsSecret, hasSecretName, looksSecret } from './secret-name.ts';
import { type Beside, isSecretBeside, NOTHING, namedEntries, namedItems } from './secret-neighbour.ts';
import { shownValue } from './shown-value.ts';

/** One field of the document, as it is set there. */
export interface Setting {
  /** Dotted, as the schema spells it where it knows the field. */
  readonly path: string;
  readonly parts: readonly string[];
  /** As the document spells it: `VOICEHIVE_DATABASE__PORT`, or `database.port`. */
  readonly name: string;
  readonly keySpan: Span;
  /** Key and value. */
  readonly span: Span;
  readonly node: Node;
  /** Typed; the text as it stands where `doubt` says that it cannot be relied upon. */
  readonly value: JsonValue;
  /** `command`: a program would say; `reference`: another environment would; `type`: not what the schema asks for. */
  readonly doubt?: 'command' | 'reference' | 'type';
  readonly mistype?: Mistype;
  /** What the schema says of it; absent: no schema knows it. */
  readonly field?: FieldSchema;
  readonly secret: boolean;
  /** It stands in a list or in a map of any names, which is a setting of its own and holds it. */
  readonly isPart?: true;
}

/** How names in the document become fields. */
export interface Binding {
  readonly document: Document;
  readonly prefix: string;
  readonly delimiter: string;
  readonly map?: ReadonlyMap<string, string>;
  readonly compiled: CompiledProfile;
}

interface Place {
  readonly parts: readonly string[];
  readonly name: string;
  readonly entry: Entry;
  readonly isPart?: true;
  readonly beside: Beside;
}

/** In source order; of a field that is set twice only the last one. */
export function bindSettings(root: Node | undefined, binding: Binding): Setting[] {
  if (root?.kind !== 'map') return [];
  const names = new Set(root.entries.map(entry => entry.key));
  const last = new Map<string, Setting>();
  for (const setting of bindEntries(root.entries, binding, { names, offset: 0 })) {
    const key = setting.field ? setting.path : setting.parts.join('\u0000');
    last.delete(key);
    last.set(key, setting);
  }
  return [...last.values()].sort((a, b) => a.keySpan.start - b.keySpan.start);
}

export interface EntryContext {
  /** All that the document sets. */
  readonly names: ReadonlySet<string>;
  /** Where in the document's text the entries' spans begin to count. */
  readonly offset: number;
}

/** One setting for each place that sets a field, as the entries come. */
export function bindEntries(
  entries: readonly Entry[],
  binding: Binding,
  context: EntryContext,
): readonly Setting[] {
  const isDotenv = binding.document.format === 'dotenv';
  const places = isDotenv ? variablePlaces(entries, binding) : treePlaces(entries, binding);
  const settings = places.map(place => settingOf(place, binding, context));
  if (!isDotenv) markAliased(settings);
  return settings;
}

function variablePlaces(entries: readonly Entry[], binding: Binding): Place[] {
  const places: Place[] = [];
  const mapped = binding.map && new Map([...binding.map].map(([name, field]) => [name.toLowerCase(), field]));
  for (const entry of entries) {
    const field = mapped ? mapped.get(entry.key.toLowerCase()) : undefined;
    const parts = mapped ? field?.split('.') : partsOfVariable(entry.key, binding);
    if (parts) places.push({ parts, name: entry.key, entry, beside: NOTHING });
  }
  return places;
}

/** Undefined for a variable without our prefix. Names of the schema are read in any case; a stranger keeps its name. */
function partsOfVariable(name: string, { prefix, delimiter, compiled }: Binding): string[] | undefined {
  if (name.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return undefined;
  const rest = name.slice(prefix.length);
  const bare = rest.toLowerCase();
  const between = delimiter.toLowerCase();
  const isNested = between !== '' && bare.includes(between);
  const path = isNested ? bare.replaceAll(between, '.') : bare;
  const own = isNested || prefix !== '' ? path : rest;
  const known = compiled.groups.get(path) ?? compiled.fields.get(own);
  if (known) return known.path.split('.');
  return isNested ? bare.split(between) : [own];
}

function treePlaces(top: readonly Entry[], binding: Binding): Place[] {
  const places: Place[] = [];
  visit(top, { path: '', parts: binding.map ? undefined : [], beside: NOTHING }, binding, places);
  return places;
}

/** Where an entry stands in a tree, and which field that is; no parts: none. */
interface TreePlace {
  readonly path: string;
  readonly parts: readonly string[] | undefined;
  readonly isPart?: true;
  readonly beside: Beside;
}

function visit(entries: readonly Entry[], around: TreePlace, binding: Binding, places: Place[]): void {
  for (const { entry, beside } of namedEntries(entries, around.isPart === true)) {
    const path = around.path === '' ? entry.key : `${around.path}.${entry.key}`;
    const mapped = binding.map?.get(path)?.split('.');
    const parts = mapped ?? (around.parts ? [...around.parts, entry.key] : undefined);
    take(entry, { path, parts, beside, ...(around.isPart && { isPart: true }) }, binding, places);
  }
}

function take(entry: Entry, place: TreePlace, binding: Binding, places: Place[]): void {
  const { path, parts, isPart, beside } = place;
  const { value } = entry;
  if (value.kind === 'map' && (isPart || descends(parts, binding))) {
    visit(value.entries, place, binding, places);
    return;
  }
  if (!parts) return;
  places.push({ parts, name: path, entry, beside, ...(isPart && { isPart }) });
  if (value.kind === 'map') visit(value.entries, { path, parts, isPart: true, beside }, binding, places);
  if (value.kind !== 'list') return;
  for (const item of namedItems(value.items)) {
    const { key } = item.entry;
    const inner = {
      path: `${path}.${key}`,
      parts: [...parts, key],
      isPart: true,
      beside: item.beside,
    } as const;
    take(item.entry, inner, binding, places);
  }
}

/** Into what is not ours, to find what is; into groups of the schema; and where there is no schema into every map. */
function descends(parts: readonly string[] | undefined, { compiled }: Binding): boolean {
  if (!parts || !compiled.schema) return true;
  const path = parts.join('.');
  return compiled.groups.get(path.toLowerCase())?.path === path;
}

function settingOf(place: Place, binding: Binding, context: EntryContext): Changeable<Setting> {
  const { parts, name, entry, isPart } = place;
  const dotted = parts.join('.');
  const known = binding.compiled.fields.get(dotted);
  const field = known?.path === dotted ? known : undefined;
  // The schema's own text, so that a long file does not hold each of its names three times.
  const path = field?.path ?? dotted;
  const read = readValue(entry, field ?? groupAt(path, binding), binding.document.source, context);
  const { keySpan, span, value: node } = entry;
  // Whatever the letters' case: a slip in a name gives nothing away.
  const isCalledSecret = known ? known.secret : binding.compiled.fields.isSecret(parts);
  const setting: Changeable<Setting> = {
    path,
    parts,
    name: name === path ? path : name,
    keySpan,
    span,
    node,
    value: read.value,
    secret: isCalledSecret || isSecret(place, field, binding),
  };
  if (field) setting.field = field;
  if (read.doubt) setting.doubt = read.doubt;
  if (read.mistype) setting.mistype = read.mistype;
  if (isPart) setting.isPart = isPart;
  return setting;
}

/** While it is being made: one for each value of a file, so that spreading several objects into one would be dear. */
type Changeable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Of what the schema does not call secret itself. */
function isSecret(
  { name, parts, entry: { value: node }, beside }: Place,
  field: FieldSchema | undefined,
  binding: Binding,
): boolean {
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  if (isSecretBeside(beside, text)) return true; // of a list of named values no schema can say which are secrets
  if (holdsSecret(node, parts, binding)) return true;
  if (!field || field.isUnnamed) return looksSecret(name, text);
  return (text !== undefined && containsSecret(text)) || isMadeOfSecret(node, binding);
}

/** One variable may be a whole JSON object or list, secrets among the rest, whether the schema asks for that or not. */
function holdsSecret(
  node: Node,
  parts: readonly string[],
  { compiled: { fields, groups } }: Binding,
): boolean {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value === '') return false;
  const path = parts.join('.');
  const value = /^\s*[[{]/.test(node.value) ? parseTree(node.value) : undefined;
  if (value !== undefined) return JSON.stringify(shownValue(value, path, fields)).includes(MASK);
  const type = groups.has(path.toLowerCase()) ? 'object' : fields.get(path)?.type;
  return (type === 'array' || type === 'object') && fields.holdsSecret(parts);
}

/** Whether it refers to a secret variable: what is read from it then holds that one's value. */
function isMadeOfSecret(node: Node, binding: Binding): boolean {
  if (node.kind !== 'scalar') return false;
  return node.references.some(({ name }) => {
    const field = binding.compiled.fields.get(partsOfVariable(name, binding)?.join('.') ?? '');
    return field ? field.secret : hasSecretName(name);
  });
}

/** A whole group in one variable is a JSON object. */
function groupAt(path: string, { compiled }: Binding): TypedField | undefined {
  const group = compiled.groups.get(path.toLowerCase());
  return group?.path === path ? { type: 'object', schema: group.schema } : undefined;
}

function readValue(
  { key, value: node }: Entry,
  field: TypedField | undefined,
  text: Text,
  context: EntryContext,
): Pick<Setting, 'value' | 'doubt' | 'mistype'> {
  if (node.kind !== 'scalar') return { value: toJson(node) };
  if (node.unread) return { value: node.value, doubt: 'command' };
  if (isUnresolved(node, text, key, context)) return { value: node.value, doubt: 'reference' };
  const coerced = coerce(node, field);
  if ('value' in coerced) return { value: coerced.value };
  return { value: node.value, doubt: 'type', mistype: coerced };
}
