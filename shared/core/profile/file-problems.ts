/** Turns what ajv says of a manifest, profile or rule file into problems at the right place of its text. */
import type { ErrorObject } from 'ajv';
import type { Node, Problem } from '../document/document.ts';
import { placeAt, pointerParts } from '../document/json.ts';
import { suggestion } from '../text/nearest.ts';
import type { Span } from '../text/text.ts';
import type { JsonValue } from './profile.ts';

const SHOWN = 60;

/** One problem per place: of several errors at one place the first that tells most is kept. */
export function locateErrors(errors: readonly ErrorObject[], root: Node): readonly Problem[] {
  const byPlace = new Map<string, Problem>();
  for (const error of errors) {
    const problem = toProblem(error, root);
    if (!problem) continue;
    const place = `${problem.span.start}-${problem.span.end}`;
    if (!byPlace.has(place)) byPlace.set(place, problem);
  }
  return [...byPlace.values()];
}

function toProblem(error: ErrorObject, root: Node): Problem | undefined {
  const sentence = say(error);
  if (sentence === undefined) return undefined;
  return {
    code: `manifest/${codeOf(error.keyword)}`,
    severity: 'error',
    message: sentence,
    span: spanOf(error, root),
  };
}

/** Undefined for keywords that only sum up what other errors say. */
function say({
  keyword,
  params,
  instancePath,
  parentSchema,
  data,
  propertyName,
}: ErrorObject): string | undefined {
  if (propertyName !== undefined) return undefined;
  const what = titleOf(instancePath);
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(String(params.additionalProperty), parentSchema);
    case 'required':
      return `${what} needs "${params.missingProperty}". ${hint(parentSchema, String(params.missingProperty))}Add it.`;
    case 'enum':
      return `${what} is not one of the values that are possible.${suggestEnum(data, params.allowedValues)} Write one of: ${list(params.allowedValues)}.`;
    case 'type':
      return `${what} is of the wrong type. Write ${typeNames(params.type)}.`;
    case 'pattern':
      return `${what} does not have the right form. ${describe(parentSchema)}`;
    case 'propertyNames':
      return `"${clip(String(params.propertyName))}" cannot be a name here. Use letters, digits, _ and -, beginning with a letter.`;
    case 'minLength':
      return `${what} is empty. ${describe(parentSchema)}`;
    case 'maxLength':
      return `${what} is too long. It has at most ${params.limit} characters.`;
    case 'minItems':
      return `${what} is empty. Name at least one.`;
    case 'maxItems':
    case 'maxProperties':
      return `${what} has too many entries. It has at most ${params.limit}.`;
    case 'oneOf':
    case 'if':
    case 'anyOf':
      return undefined;
    default:
      return `${what} is not as it has to be (${keyword}). ${describe(parentSchema)}`;
  }
}

function unknownKey(key: string, schema: unknown): string {
  const known = Object.keys(propertiesOf(schema));
  const choice = known.length > 0 ? ` It can be: ${known.join(', ')}.` : '';
  return `"${clip(key)}" is not a key that is known here, so it has no effect.${suggestion(key, known)} Correct or remove it.${choice}`;
}

function suggestEnum(data: unknown, allowed: unknown): string {
  return typeof data === 'string' && Array.isArray(allowed) ? suggestion(data, allowed.map(String)) : '';
}

function spanOf({ keyword, instancePath, params }: ErrorObject, root: Node): Span {
  const path = pointerParts(instancePath);
  if (keyword === 'additionalProperties') return keySpan([...path, String(params.additionalProperty)], root);
  if (keyword === 'propertyNames') return keySpan([...path, String(params.propertyName)], root);
  if (keyword === 'required') return keySpan(path, root);
  const { node, entry } = placeAt(root, path);
  return node.span.start === node.span.end && entry ? entry.span : firstLine(node, entry?.keySpan);
}

function keySpan(path: readonly string[], root: Node): Span {
  const { node, entry } = placeAt(root, path);
  return entry?.keySpan ?? firstLine(node, undefined);
}

/** A collection is shown at its key, or at its first entry: nobody wants half a file underlined. */
function firstLine(node: Node, key: Span | undefined): Span {
  if (node.kind === 'scalar') return node.span;
  if (key) return key;
  const first = node.kind === 'map' ? node.entries[0]?.keySpan : node.items[0]?.span;
  return first ?? { start: node.span.start, end: Math.min(node.span.end, node.span.start + 1) };
}

function titleOf(instancePath: string): string {
  const parts = pointerParts(instancePath);
  if (parts.length === 0) return 'The file';
  return `"${clip(parts.join('.'))}"`;
}

function hint(schema: unknown, key: string): string {
  const property = propertiesOf(schema)[key];
  return describe(property) === '' ? '' : `${describe(property)} `;
}

function describe(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null || !('description' in schema)) return '';
  return String(schema.description);
}

function propertiesOf(schema: unknown): Readonly<Record<string, unknown>> {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return {};
  return (schema.properties ?? {}) as Readonly<Record<string, unknown>>;
}

function typeNames(type: unknown): string {
  const names: Readonly<Record<string, string>> = {
    object: 'a mapping',
    array: 'a list',
    string: 'a text',
    boolean: 'true or false',
    integer: 'a whole number',
    number: 'a number',
    null: 'nothing',
  };
  const types = Array.isArray(type) ? type : [type];
  return types.map(name => names[String(name)] ?? String(name)).join(' or ');
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map((value: JsonValue) => String(value)).join(', ') : '';
}

function clip(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

function codeOf(keyword: string): string {
  const names: Readonly<Record<string, string>> = {
    additionalProperties: 'unknown-key',
    required: 'missing-key',
    enum: 'value',
    type: 'type',
  };
  return names[keyword] ?? 'form';
}
