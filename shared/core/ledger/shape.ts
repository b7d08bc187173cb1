/**
 * What the data of events may look like, strictly: no unknown key, no unbounded text, nothing left out. A shape is a
 * function that says what is wrong, and carries the type of what it accepts.
 */
import type { JsonValue } from '../profile/profile.ts';

/** Says in one clause what is wrong with a value; undefined when it is in order. `at` is the place, for that clause. */
export interface Shape<Value> {
  (value: JsonValue | undefined, at: string): string | undefined;
  /** Never there: it only carries the type. */
  readonly accepts?: Value;
}

export type Accepted<S> = S extends Shape<infer Value> ? Value : never;

/** Text of at most `max` UTF-16 code units, without lone surrogates, which have no UTF-8. */
export function text({ min = 1, max = 200 }: { min?: number; max?: number } = {}): Shape<string> {
  return (value, at) => {
    if (typeof value !== 'string') return `${at} is no text`;
    if (value.length < min || value.length > max) return `${at} is not ${min} to ${max} characters long`;
    return /\p{Surrogate}/u.test(value) ? `${at} is no Unicode text` : undefined;
  };
}

/** Text of which at least `min` UTF-16 code units are left without the blanks around it: something that was written. */
export function written({ min = 1, max = 2000 }: { min?: number; max?: number } = {}): Shape<string> {
  const any = text({ max });
  return (value, at) =>
    any(value, at) ??
    (String(value).trim().length < min ? `${at} is shorter than ${min} characters` : undefined);
}

export function pattern(expression: RegExp, what: string, max = 1000): Shape<string> {
  return (value, at) =>
    typeof value === 'string' && value.length <= max && expression.test(value)
      ? undefined
      : `${at} is no ${what}`;
}

export function integer(min: number, max = Number.MAX_SAFE_INTEGER): Shape<number> {
  return (value, at) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max
      ? undefined
      : `${at} is no integer from ${min} to ${max}`;
}

export function number(min: number, max: number): Shape<number> {
  return (value, at) =>
    typeof value === 'number' && value >= min && value <= max
      ? undefined
      : `${at} is no number from ${min} to ${max}`;
}

export const flag: Shape<boolean> = (value, at) =>
  typeof value === 'boolean' ? undefined : `${at} is neither true nor false`;

/** Any JSON at all: what this version keeps without looking into it. */
export const anything: Shape<JsonValue> = (value, at) =>
  value === undefined ? `${at} is missing` : undefined;

export function oneOf<const Name extends string | number>(...names: readonly Name[]): Shape<Name> {
  return (value, at) =>
    names.some(name => name === value) ? undefined : `${at} is none of ${names.join(', ')}`;
}

export function nullable<Value>(shape: Shape<Value>): Shape<Value | null> {
  return (value, at) => (value === null ? undefined : shape(value, at));
}

export function list<Value>(item: Shape<Value>, max = 1000): Shape<readonly Value[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return `${at} is no list`;
    if (value.length > max) return `${at} has more than ${max} items`;
    return firstProblem(value.entries(), ([index, each]) => item(each, `${at}[${index}]`));
  };
}

/** A list without repetition, in the order of code units: there is one way to write a set. */
export function setOf<Value extends string>(item: Shape<Value>, max = 1000): Shape<readonly Value[]> {
  const all = list(item, max);
  return (value, at) => {
    const problem = all(value, at);
    if (problem !== undefined || !Array.isArray(value)) return problem;
    const isSorted = value.every((each, index) => index === 0 || String(value[index - 1]) < String(each));
    return isSorted ? undefined : `${at} is not sorted, or repeats an item`;
  };
}

/** A list of records in the order of one of their keys, by code units, and none with the same. */
export function sortedBy<Value extends object>(
  key: keyof Value & string,
  item: Shape<Value>,
  max: number,
): Shape<readonly Value[]> {
  const all = list(item, max);
  return (value, at) => {
    const problem = all(value, at);
    if (problem !== undefined) return problem;
    const keys = (value as unknown as readonly Value[]).map(each => String(each[key]));
    const isSorted = keys.every((each, index) => index === 0 || String(keys[index - 1]) < each);
    return isSorted ? undefined : `${at} is not sorted by ${key}, or repeats one`;
  };
}

/** A mapping from names of one form to values of one form. */
export function mapping<Value>(
  key: Shape<string>,
  item: Shape<Value>,
  max = 1000,
): Shape<Readonly<Record<string, Value>>> {
  return (value, at) => {
    if (!isRecord(value)) return `${at} is no mapping`;
    const entries = Object.entries(value);
    if (entries.length > max) return `${at} has more than ${max} entries`;
    return firstProblem(
      entries,
      ([name, each]) => key(name, `a key of ${at}`) ?? item(each, `${at}.${name}`),
    );
  };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type RecordOf<F extends Fields> = { readonly [Key in keyof F]: Accepted<F[Key]> };

/** Exactly these keys. */
export function record<const F extends Fields>(fields: F): Shape<RecordOf<F>> {
  const names = Object.keys(fields);
  return (value, at) => {
    if (!isRecord(value)) return `${at} is no mapping`;
    const unknown = Object.keys(value).find(name => !Object.hasOwn(fields, name));
    if (unknown !== undefined) return `${at} has the unknown key ${JSON.stringify(unknown.slice(0, 80))}`;
    return firstProblem(names, name =>
      fields[name]?.(Object.hasOwn(value, name) ? value[name] : undefined, `${at}.${name}`),
    );
  };
}

type Variants = Readonly<Record<string, Shape<object>>>;

/** One of several records, told apart by their `key`. */
export function variants<Key extends string, const V extends Variants>(
  key: Key,
  shapes: V,
): Shape<Accepted<V[keyof V]>> {
  return (value, at) => {
    if (!isRecord(value)) return `${at} is no mapping`;
    const name = value[key];
    const shape = typeof name === 'string' && Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    return shape ? shape(value, at) : `${at}.${key} is none of ${Object.keys(shapes).join(', ')}`;
  };
}

function isRecord(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstProblem<Item>(
  items: Iterable<Item>,
  problemOf: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const problem = problemOf(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
