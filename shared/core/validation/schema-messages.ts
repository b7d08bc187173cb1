/** Says in words what a schema keyword asks for: one function for each keyword. */

import type { JsonValue } from '../profile/profile.ts';
import { MASK } from '../report/report.ts';
import type { SchemaError } from './compile.ts';

export interface Subject {
  /** As the document spells the field. */
  readonly name: string;
  readonly secret: boolean;
  readonly value: JsonValue | undefined;
}

type Say = (params: SchemaError['params'], subject: Subject) => string;

/** Each fits behind the field's name, and says what to do. */
const SAYINGS: Readonly<Record<string, Say>> = {
  type: params => `has to be ${listOf(params.type)}. Change the value.`,
  enum: (params, subject) =>
    `${is(subject)}, which is not one of ${listOf(params.allowedValues)}. Use one of these.`,
  const: params => `has to be ${String(params.allowedValue)}. Change the value.`,
  minimum: (params, subject) => `${is(subject)}, and has to be at least ${String(params.limit)}. Raise it.`,
  maximum: (params, subject) => `${is(subject)}, and may be at most ${String(params.limit)}. Lower it.`,
  minLength: (params, subject) => tooShort(Number(params.limit), subject),
  maxLength: params => `may have at most ${plural(params.limit, 'character')}. Shorten it.`,
  format: (params, subject) =>
    `${is(subject)}, which is not ${FORMATS[String(params.format)] ?? `a valid ${String(params.format)}`}. Correct it.`,
  notOneOf: () => 'is one of the values that everybody guesses first. Choose another.',
  notCommon: () => 'is one of the values that everybody guesses first. Choose another.',
  notBlank: () => 'is blank. Give it a value.',
  minEntropy: () => 'is too easy to guess. Generate a random value.',
  schemes: (params, subject) =>
    `${is(subject)}, and has to begin with ${listOf(params.limit, name => `${name}://`)}. Change the scheme.`,
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address, such as alerts@example.com',
  hostname: 'a host name, such as db.example.com',
  origin: 'an origin (scheme, host and port without a path, such as https://app.example.com)',
  url: 'a URL, such as https://example.com',
  uri: 'a URL, such as https://example.com',
};

export function messageOf(error: SchemaError, subject: Subject): string {
  const say = SAYINGS[error.keyword];
  return `${subject.name} ${say ? say(error.params, subject) : 'does not satisfy the schema. Correct it.'}`;
}

function is({ secret, value }: Subject): string {
  const shown = secret ? MASK : JSON.stringify(value);
  return `is ${shown.length > 80 ? `${shown.slice(0, 77)}…` : shown}`;
}

function tooShort(limit: number, { value }: Subject): string {
  if (limit === 1) return 'is empty. Give it a value.';
  return value === ''
    ? `is empty, and needs at least ${limit} characters.`
    : `needs at least ${limit} characters. Make it longer.`;
}

function listOf(values: unknown, word: (value: string) => string = value => value): string {
  const words = (Array.isArray(values) ? values : [values]).map(value => word(String(value)));
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function plural(count: unknown, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
