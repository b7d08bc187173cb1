/** Says in words what a schema allows: type, range, unit, form. */
import type { JsonSchema, JsonValue } from '../profile/profile.ts';
import { resolve } from '../validation/field-schema.ts';
import type { JsonObject } from '../validation/split-schema.ts';

const DEEPEST = 6;
const MOST_PARTS = 100;

/** The schema's parts that say something of the value itself: its own, and those of what it combines. */
export function partsOfSchema(schema: JsonObject, root: JsonSchema | undefined): readonly JsonObject[] {
  const whole = isObject(root) ? root : {};
  const parts: JsonObject[] = [];
  const visit = (part: JsonObject, depth: number): void => {
    const own = resolve(part, whole);
    parts.push(own);
    if (depth >= DEEPEST || parts.length >= MOST_PARTS) return;
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const choices = own[keyword];
      if (Array.isArray(choices))
        for (const choice of choices) if (isObject(choice)) visit(choice, depth + 1);
    }
  };
  visit(schema, 0);
  return parts;
}

/** The values that are listed, each once; empty when any may stand there. */
export function listedValues(parts: readonly JsonObject[]): readonly JsonValue[] {
  const listed = parts.flatMap(part => [
    ...(Array.isArray(part.enum) ? part.enum : []),
    ...(part.const === undefined ? [] : [part.const]),
  ]);
  return [...new Map(listed.map(value => [JSON.stringify(value), value])).values()];
}

const MOST_LISTED = 20;

/** Short phrases such as `1–65535`, `at least 8 characters`, `begins with https://`. */
export function limitPhrases(schema: JsonObject, root: JsonSchema | undefined, depth = 0): readonly string[] {
  const parts = partsOfSchema(schema, root);
  const listed = listedValues(parts);
  const own = parts[0] ?? schema;
  return [
    ...(listed.length > 0 ? [oneOf(listed)] : []),
    ...rangeOf(own),
    ...sizeOf(own, 'Length', 'character', 'characters'),
    ...sizeOf(own, 'Items', 'entry', 'entries'),
    ...formOf(own),
    ...(depth < DEEPEST_ENTRIES ? entriesOf(own, root, depth) : []),
  ];
}

function oneOf(values: readonly JsonValue[]): string {
  const words = values.slice(0, MOST_LISTED).map(value => textOf(value));
  return `one of ${words.join(', ')}${values.length > MOST_LISTED ? ', …' : ''}`;
}

function rangeOf(schema: JsonObject): string[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const phrases: string[] = [];
  if (isNumber(minimum) && isNumber(maximum)) phrases.push(`${minimum}–${maximum}`);
  else if (isNumber(minimum)) phrases.push(`at least ${minimum}`);
  else if (isNumber(maximum)) phrases.push(`at most ${maximum}`);
  if (isNumber(exclusiveMinimum)) phrases.push(`more than ${exclusiveMinimum}`);
  if (isNumber(exclusiveMaximum)) phrases.push(`less than ${exclusiveMaximum}`);
  if (isNumber(multipleOf)) phrases.push(`a multiple of ${multipleOf}`);
  return phrases;
}

function sizeOf(schema: JsonObject, what: 'Length' | 'Items', one: string, many: string): string[] {
  const [least, most] = [schema[`min${what}`], schema[`max${what}`]];
  const count = (value: number): string => `${value} ${value === 1 ? one : many}`;
  if (isNumber(least) && isNumber(most)) return [least === most ? count(most) : `${least}–${most} ${many}`];
  if (least === 1 && what === 'Length') return ['not empty'];
  if (isNumber(least)) return [`at least ${count(least)}`];
  return isNumber(most) ? [`at most ${count(most)}`] : [];
}

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  hostname: 'a host name',
  origin: 'an origin: scheme, host and port, no path',
  url: 'a URL',
  uri: 'a URL',
};

function formOf(schema: JsonObject): string[] {
  const { format, schemes, notSchemes, pattern, minEntropy, uniqueItems, letterCase, unit } = schema;
  return [
    ...(typeof format === 'string' ? [FORMATS[format] ?? format] : []),
    ...(Array.isArray(schemes) ? [`begins with ${schemes.map(asScheme).join(' or ')}`] : []),
    ...(Array.isArray(notSchemes) ? [`does not begin with ${notSchemes.map(asScheme).join(' or ')}`] : []),
    ...(typeof pattern === 'string' ? [`matches ${pattern}`] : []),
    ...(isNumber(minEntropy) ? [`at least ${minEntropy} bits of entropy`] : []),
    ...(Array.isArray(schema.notOneOf) || Array.isArray(schema.notCommon) ? ['not easily guessed'] : []),
    ...(uniqueItems === true ? ['no entry twice'] : []),
    ...(typeof letterCase === 'string' ? [`read as ${letterCase} case`] : []),
    ...(typeof unit === 'string' ? [`in ${unit}`] : []),
  ];
}

/** Lists in lists whose entries are described. */
const DEEPEST_ENTRIES = 2;

function entriesOf({ items }: JsonObject, root: JsonSchema | undefined, depth: number): string[] {
  if (!isObject(items)) return [];
  const phrases = limitPhrases(items, root, depth + 1);
  return phrases.length > 0 ? [`each entry: ${phrases.join(', ')}`] : [];
}

function asScheme(name: JsonValue): string {
  return `${String(name)}://`;
}

export function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function isObject(value: JsonValue | JsonSchema | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: JsonValue | undefined): value is number {
  return typeof value === 'number';
}
