/** Reads the text of an environment variable as the type that the schema gives the field. YAML has types of its own. */
import type { ScalarNode } from '../document/document.ts';
import type { JsonValue } from '../profile/profile.ts';
import type { FieldSchema, FieldType } from './field-schema.ts';

/** The text is not of the field's type: what would be, in words that fit behind "expects". */
export interface Mistype {
  readonly expected: string;
}

/** What the schema says of a field, or of a group of fields. */
export type TypedField = Pick<FieldSchema, 'type' | 'schema'>;

export type Coerced = { readonly value: JsonValue } | Mistype;

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

const EXPECTED: Readonly<Record<FieldType, string>> = {
  string: 'text',
  integer: 'a whole number in digits, such as 5432',
  number: 'a number, such as 0.5',
  boolean: 'true or false (1/0, yes/no and on/off are read too)',
  array: 'a JSON list, such as ["first", "second"]',
  object: 'a JSON object, such as {"name": "value"}',
  unknown: 'a value',
};

/** The value of a scalar, as the field's type. Text that is already of that type comes back as it is. */
export function coerce(node: ScalarNode, field: TypedField | undefined): Coerced {
  if (field && node.origin === 'text' && node.value === '' && allowsNull(field)) return { value: null };
  const value = node.origin === 'text' && field ? coerceText(String(node.value ?? ''), field.type) : node;
  if ('expected' in value) return value;
  return { value: field ? inLetterCase(value.value, field) : value.value };
}

/** An empty variable is nothing at all where the schema allows that, and not a text that is no number. */
function allowsNull({ type, schema }: TypedField): boolean {
  return type !== 'unknown' && Array.isArray(schema.type) && schema.type.includes('null');
}

function coerceText(text: string, type: FieldType): Coerced {
  const mistype = { expected: EXPECTED[type] };
  switch (type) {
    case 'integer':
      return /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? { value: Number(text) } : mistype;
    case 'number':
      return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? { value: Number(text) } : mistype;
    case 'boolean': {
      const value = BOOLEANS.get(text.toLowerCase());
      return value === undefined ? mistype : { value };
    }
    case 'array':
    case 'object': {
      const value = parseTree(text);
      return value !== undefined && Array.isArray(value) === (type === 'array') ? { value } : mistype;
    }
    default:
      return { value: text };
  }
}

/** The JSON list or object that a text is. */
export function parseTree(text: string): Extract<JsonValue, object> | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function inLetterCase(value: JsonValue, field: TypedField): JsonValue {
  if (typeof value !== 'string') return value;
  if (field.schema.letterCase === 'upper') return value.toUpperCase();
  return field.schema.letterCase === 'lower' ? value.toLowerCase() : value;
}
