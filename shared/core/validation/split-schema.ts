/** Cuts a schema at its top-level properties, so that a change in one group only runs that group's validator. */
import type { JsonSchema, JsonValue } from '../profile/profile.ts';

export type JsonObject = { readonly [key: string]: JsonValue };

export interface SchemaParts {
  /** The schema with `true` in place of each property's own schema. */
  readonly root: JsonSchema;
  /** What they may refer to is in `definitions`. */
  readonly properties: ReadonlyMap<string, JsonObject>;
  /** `$defs` and `definitions`, as far as there are any. */
  readonly definitions: JsonObject;
}

export function splitSchema(schema: JsonObject): SchemaParts {
  const definitions = { ...pick(schema, '$defs'), ...pick(schema, 'definitions') };
  return canSplit(schema) ? split(schema, definitions) : { root: schema, properties: new Map(), definitions };
}

function split(schema: JsonObject, definitions: JsonObject): SchemaParts {
  const own = isObject(schema.properties) ? schema.properties : {};
  const properties = new Map<string, JsonObject>();
  const placeholders: [string, JsonValue][] = [];
  for (const [name, part] of Object.entries(own)) {
    if (isObject(part)) properties.set(name, part);
    placeholders.push([name, isObject(part) ? true : part]);
  }
  return { root: { ...schema, properties: Object.fromEntries(placeholders) }, properties, definitions };
}

/** What says something of a document's top-level keys at most, and nothing of their values. */
const SHALLOW = new Set([
  ...['$schema', '$id', '$comment', '$defs', 'definitions', 'title', 'description', 'default', 'examples'],
  ...[
    'type',
    'properties',
    'required',
    'minProperties',
    'maxProperties',
    'propertyNames',
    'dependentRequired',
  ],
]);

/** Whether the root of the split schema looks at nothing but which top-level keys there are. */
export function isShallowRoot(schema: JsonSchema | undefined): boolean {
  if (!isObject(schema) || !canSplit(schema)) return false;
  return Object.entries(schema).every(
    ([keyword, value]) =>
      SHALLOW.has(keyword) || (keyword === 'additionalProperties' && typeof value === 'boolean'),
  );
}

/** References into the part that is cut off, or to the root itself, would no longer find their target. */
function canSplit(schema: JsonObject): boolean {
  return !JSON.stringify(schema).match(/"\$ref":"#(?:"|\/properties|\/allOf|\/if|\/then|\/else)/);
}

function pick(schema: JsonObject, key: string): JsonObject {
  const value = schema[key];
  return value === undefined ? {} : { [key]: value };
}

function isObject(value: JsonSchema | JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
