/** What a JSON Schema becomes: functions that collect what they object to. */
import type { JsonSchema, JsonValue } from '../../profile/profile.ts';
import type { JsonObject } from '../split-schema.ts';

/** What a schema objects to: keywords and parameters are named as ajv names them. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON Pointer to the value. */
  readonly instancePath: string;
  /** Where the keyword stands, from the root or from what was last referred to. */
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that has the keyword. */
  readonly schema: JsonSchema;
  /** What stands at `instancePath`; of a property's name that is objected to, the name. */
  readonly value: unknown;
  /** The property whose name is objected to. */
  readonly propertyName?: string;
}

/** An error's place counts from the value that was checked until who went into a larger one puts its own step before. */
export type Errors = { -readonly [Key in keyof SchemaError]: SchemaError[Key] }[];

/** What of a value some schema has looked at, for `unevaluatedProperties` and `unevaluatedItems`. */
export interface Seen {
  readonly keys: Set<string>;
  /** How many items, from the first on. */
  items: number;
}

/** Adds what is wrong with the value to the errors, and to `seen` what was looked at, when somebody asks for it. */
export type Check = (value: unknown, errors: Errors, seen?: Seen) => void;

/** One that looks at values of one type only. */
export type CheckOf<Value> = (value: Value, errors: Errors, seen?: Seen) => void;

/** What a keyword knows of the schema in which it stands. */
export interface Site {
  readonly schema: JsonObject;
  /** The check of a schema in this one, by the keys that lead there. */
  inner(schema: JsonValue, ...keys: readonly (string | number)[]): Check;
  /** The check of what a reference names. */
  referred(reference: string): Check;
  /** Adds an error of a keyword. */
  reports(keyword: string): (errors: Errors, value: unknown, params: SchemaError['params']) => void;
  matcher(pattern: string): (text: string) => boolean;
  /** Hears what in the schema is without effect. */
  warn(message: string): void;
}

/** Makes a keyword's check; undefined when there is nothing to check. Throws what makes a schema unusable. */
export type Keyword<Value> = (wanted: never, site: Site) => CheckOf<Value> | undefined;

export type Keywords<Value> = Readonly<Record<string, Keyword<Value>>>;

export const PASSES: Check = () => undefined;

export function nothingSeen(): Seen {
  return { keys: new Set(), items: 0 };
}

export function addSeen(to: Seen | undefined, from: Seen | undefined): void {
  if (!to || !from) return;
  for (const key of from.keys) to.keys.add(key);
  to.items = Math.max(to.items, from.items);
}

/** Checks a value within a larger one. `step`: the way into it, as a JSON Pointer. */
export function checkWithin(check: Check, value: unknown, step: string, errors: Errors): void {
  const before = errors.length;
  check(value, errors);
  for (let index = before; index < errors.length; index++) {
    const error = errors[index];
    if (error) error.instancePath = step + error.instancePath;
  }
}

/** Whether the value satisfies the check, whatever there is to say otherwise. */
export function satisfies(check: Check, value: unknown, seen?: Seen): boolean {
  const errors: Errors = [];
  check(value, errors, seen);
  return errors.length === 0;
}

/** A key as a part of a JSON Pointer. */
export function pointerStep(key: string): string {
  return `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
