/** Merges the schemas of fields that layers bring, so that a team adds its fields to a profile's without copying it. */

import { mergeObjects } from './merge.ts';
import type { JsonSchema, JsonValue } from './profile.ts';

type JsonObject = { readonly [key: string]: JsonValue };

/** Keywords that hold schemas by name, and are merged name by name. */
const BY_NAME = new Set(['properties', '$defs', 'definitions', 'patternProperties']);

/**
 * `properties`, `patternProperties` and `$defs` are merged name by name, recursively; `required` is united; of any other
 * keyword the later one counts, and so it does where one of the two is no object. Alone, a schema stays the same object.
 */
export function mergeSchemas(
  base: JsonSchema | undefined,
  next: JsonSchema | undefined,
): JsonSchema | undefined {
  if (base === undefined || next === undefined) return next ?? base;
  return isObject(base) && isObject(next) ? mergeKeywords(base, next) : next;
}

function mergeKeywords(base: JsonObject, next: JsonObject): JsonObject {
  return mergeObjects(base, next, (before, after, keyword) => {
    if (keyword === 'required' && Array.isArray(before) && Array.isArray(after)) {
      return [...new Set([...before, ...after])];
    }
    if (BY_NAME.has(keyword) && isObject(before) && isObject(after))
      return mergeObjects(before, after, mergeNamed);
    return after;
  });
}

function mergeNamed(before: JsonValue, after: JsonValue): JsonValue {
  return isObject(before) && isObject(after) ? mergeKeywords(before, after) : after;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
