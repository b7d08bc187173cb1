/** Which fields a schema knows: those that it names, and those that it only describes. */
import type { FieldSchema } from './field-schema.ts';
import { SchemaPlaces } from './schema-places.ts';
import type { JsonObject } from './split-schema.ts';

/** In loops and lists it is as a map of the fields that the schema names, by dotted path, lower case. */
export interface SchemaFields extends Iterable<[string, FieldSchema]> {
  /**
   * `path`: dotted, any case. Also of a field that a pattern of names, the rest of an open group, a list's items or an
   * alternative describe: with the schema's spelling as far as the schema names it.
   */
  get(path: string): FieldSchema | undefined;
  has(path: string): boolean;
  /** Whether any schema that may hold there, or around there, says that it is secret. `parts`: keys, any case. */
  isSecret(parts: readonly string[]): boolean;
  /** Whether one may stand inside: a text in the place of a list or map of secrets is one of them. */
  holdsSecret(parts: readonly string[]): boolean;
  keys(): Iterable<string>;
  values(): Iterable<FieldSchema>;
}

export const NO_FIELDS: SchemaFields = Object.assign(new Map<string, FieldSchema>(), {
  isSecret: () => false,
  holdsSecret: () => false,
});

/** `isGroup`: whether the schema names a group of that path, lower case. */
export function schemaFields(
  schema: JsonObject,
  described: ReadonlyMap<string, FieldSchema>,
  isGroup: (path: string) => boolean,
): SchemaFields {
  const places = new SchemaPlaces(schema);
  const named = new Map([...described].map(([key, field]) => [key, withSecrecy(field, places)]));
  const get = (path: string): FieldSchema | undefined => {
    const key = path.toLowerCase();
    return named.get(key) ?? (isGroup(key) ? undefined : places.fieldAt(path));
  };
  return {
    get,
    has: path => get(path) !== undefined,
    isSecret: parts => parts.length > 0 && (get(parts.join('.'))?.secret || places.isSecret(parts)),
    holdsSecret: parts => places.holdsSecret(parts),
    keys: () => named.keys(),
    values: () => named.values(),
    [Symbol.iterator]: () => named[Symbol.iterator](),
  };
}

/** What a field refers to, an alternative of it and a pattern of names may say that it is secret, as it may itself. */
function withSecrecy(field: FieldSchema, places: SchemaPlaces): FieldSchema {
  return field.secret || !places.isSecret(field.path.split('.')) ? field : { ...field, secret: true };
}
