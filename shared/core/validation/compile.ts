/** Turns a profile's schemas into validators, once, so that a keystroke only runs them. */
import type { JsonValue, Rule } from '../profile/profile.ts';

/** What ajv reports, as far as we use it. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON Pointer to the value. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** Returns no errors for a value that satisfies the schema. */
export type Validator = (value: unknown) => readonly SchemaError[];

export interface CompiledRule {
  readonly rule: Rule;
  readonly must: Validator;
}

export interface CompiledProfile {
  readonly schema: Validator;
  readonly rules: readonly CompiledRule[];
  /** Every field the schema knows, by dotted path, lower case. */
  readonly fields: ReadonlyMap<string, FieldSchema>;
}

/** What the schema says of one field, resolved (`$ref` followed). */
export interface FieldSchema {
  readonly path: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'unknown';
  readonly required: boolean;
  readonly secret: boolean;
  readonly default?: JsonValue;
  readonly schema: { readonly [keyword: string]: JsonValue };
}
