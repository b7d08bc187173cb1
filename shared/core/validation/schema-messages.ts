/** Says in words what a schema keyword asks for: one function for each keyword. */
import type { JsonValue } from '../profile/profile.ts';
import { MASK } from '../report/report.ts';
import type { SchemaError } from './compile.ts';

export interface Subject {
  /** As the document spells the field. */
  readonly name: string;
  /** The keys from the field's value to the part of it that is meant. */
  readonly item: readonly string[];
  /** The part's value as it may be shown. */
  readonly shown: JsonValue;
  readonly isEmpty: boolean;
}

type Say = (params: SchemaError['params'], subject: Subject) => string;

const NO_FORM = 'fits none of the forms that the schema allows. Correct it.';
const GUESSED_FIRST = 'is one of the values that everybody guesses first. Choose another.';

/** Each fits behind the field's name: what is wrong, what is allowed, what to do. */
const SAYINGS: Readonly<Record<string, Say>> = {
  type: ({ type }, subject) => `has to be ${typesOf(type)}. ${quotesAdvice(type, subject)}`,
  enum: ({ allowedValues }, subject) => `${is(subject)}, which is not allowed. Use ${listOf(allowedValues)}.`,
  const: ({ allowedValue }) => `has to be ${shown(allowedValue)}. Change the value.`,
  minimum: ({ limit }, subject) => `${is(subject)}, and has to be at least ${shown(limit)}. Raise it.`,
  maximum: ({ limit }, subject) => `${is(subject)}, and may be at most ${shown(limit)}. Lower it.`,
  exclusiveMinimum: ({ limit }, subject) =>
    `${is(subject)}, and has to be more than ${shown(limit)}. Raise it.`,
  exclusiveMaximum: ({ limit }, subject) =>
    `${is(subject)}, and has to be less than ${shown(limit)}. Lower it.`,
  multipleOf: ({ multipleOf }, subject) =>
    `${is(subject)}, and has to be a multiple of ${shown(multipleOf)}. Change it.`,
  minLength: ({ limit }, subject) => tooShort(Number(limit), subject),
  maxLength: ({ limit }) => `may have at most ${plural(limit, 'character')}. Shorten it.`,
  pattern: ({ pattern }) =>
    `does not have the form that the schema asks for, ${String(pattern)}. Correct it.`,
  format: ({ format }, subject) =>
    `${is(subject)}, which is not ${FORMATS[String(format)] ?? `a valid ${format}`}. Correct it.`,
  minItems: ({ limit }) => `needs at least ${plural(limit, 'entry', 'entries')}. Add to it.`,
  maxItems: ({ limit }) => `may have at most ${plural(limit, 'entry', 'entries')}. Remove some.`,
  uniqueItems: () => 'names the same entry twice. Remove one of them.',
  minProperties: ({ limit }) => `needs at least ${plural(limit, 'field')}. Add to it.`,
  maxProperties: ({ limit }) => `may have at most ${plural(limit, 'field')}. Remove some.`,
  propertyNames: () => 'has a name that the schema does not allow. Rename it.',
  contains: () => 'has no entry of the kind that the schema asks for. Add one.',
  notOneOf: () => GUESSED_FIRST,
  notCommon: () => GUESSED_FIRST,
  notBlank: () => 'is blank. Give it a value.',
  minEntropy: () => 'is too easy to guess. Generate a random value.',
  schemes: ({ limit }, subject) =>
    `${is(subject)}, and has to begin with ${listOf(limit, asScheme)}. Change it.`,
  notSchemes: ({ limit }, subject) =>
    `${is(subject)}, and may not begin with ${listOf(limit, asScheme)}. Change it.`,
  localUrl: ({ limit }) =>
    limit
      ? 'has to name a host of this machine or cluster. Change it.'
      : 'may not name a host of this machine or cluster. Change it.',
  reference: ({ limit }) =>
    limit
      ? 'has to refer to where the value is kept, such as ${NAME}. Change it.'
      : 'may not be a reference. Write the value.',
  generated: ({ limit }) =>
    limit
      ? 'is too easy to guess. Generate a random value.'
      : 'holds what looks like a real secret. Refer to where it is kept instead.',
  anyOf: () => NO_FORM,
  oneOf: ({ passingSchemas }) =>
    passingSchemas ? 'fits several forms of which only one is allowed. Make it fit one.' : NO_FORM,
  not: () => 'is just what the schema rules out. Change it.',
};

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of fields',
  null: 'nothing',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address, such as alerts@example.com',
  hostname: 'a host name, such as db.example.com',
  origin: 'an origin: scheme, host and port without a path, such as https://app.example.com',
  url: 'a URL, such as https://example.com',
  uri: 'a URL, such as https://example.com',
  'date-time': 'a time, such as 2026-01-31T12:00:00Z',
  date: 'a day, such as 2026-01-31',
  uuid: 'a UUID, such as 123e4567-e89b-12d3-a456-426614174000',
  ipv4: 'an address, such as 192.0.2.1',
  ipv6: 'an address, such as 2001:db8::1',
};

/** @param why what a choice or the schema of names objects to, in a sentence */
export function messageOf(error: SchemaError, subject: Subject, why?: string): string {
  const say = SAYINGS[error.keyword];
  const { item, name } = subject;
  const place = item.length === 0 ? name : `Entry ${item.map(entryName).join(' › ')} of ${name}`;
  const said = `${place} ${say?.(error.params, subject) ?? 'does not satisfy the schema. Correct it.'}`;
  if (why === undefined) return said;
  return error.keyword === 'propertyNames' ? `${said} ${why}` : `${said} The nearest form: ${why}`;
}

/** People count from one. */
function entryName(key: string): string {
  return /^\d+$/.test(key) ? String(Number(key) + 1) : key;
}

function is({ shown: value, isEmpty }: Subject): string {
  if (isEmpty) return 'is empty';
  return `is ${value === MASK ? MASK : shown(value)}`;
}

function tooShort(limit: number, { isEmpty }: Subject): string {
  if (limit === 1) return 'is empty. Give it a value.';
  const need = `needs at least ${limit} characters`;
  return isEmpty ? `is empty, and ${need}. Give it a value.` : `${need}. Make it longer.`;
}

function typesOf(types: unknown): string {
  const names = Array.isArray(types) ? types : String(types).split(',');
  return names.map(name => TYPES[String(name)] ?? String(name)).join(', or ');
}

/** In YAML quotes decide the type. */
function quotesAdvice(type: unknown, { shown: value }: Subject): string {
  const isQuoted = typeof value === 'string' && /^(?:-?\d+(?:\.\d+)?|true|false)$/.test(value);
  if (isQuoted && /^(?:integer|number|boolean)$/.test(String(type))) return 'Write it without quotes.';
  const isBare = typeof value === 'number' || typeof value === 'boolean';
  return isBare && type === 'string' ? 'Put it into quotes.' : 'Change the value.';
}

function listOf(values: unknown, word: (value: unknown) => string = bare): string {
  const words = (Array.isArray(values) ? values : [values]).map(value => word(value));
  const most = words.length > 20 ? [...words.slice(0, 20), 'another of the schema’s values'] : words;
  return most.length < 2 ? most.join('') : `${most.slice(0, -1).join(', ')} or ${most.at(-1)}`;
}

function bare(value: unknown): string {
  return typeof value === 'string' ? value : shown(value);
}

function asScheme(name: unknown): string {
  return `${String(name)}://`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function plural(count: unknown, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}
