/** Says no to a schema that could keep the check of a small file busy for long. */
import type { JsonSchema, JsonValue } from '../profile/profile.ts';
import { lookUp } from './field-schema.ts';
import type { JsonObject } from './split-schema.ts';

const DEEPEST = 48;
const LARGEST = 200_000;

/**
 * What is wrong with the schema, or undefined. The size counts what is referred to at each place that refers to it:
 * thirty definitions that each name the next one twice are a thousand million checks.
 */
export function objectionTo(schema: JsonSchema): string | undefined {
  if (typeof schema === 'boolean') return undefined;
  const sizes = new Map<JsonObject, number>();
  const open = new Set<JsonObject>();

  const sizeOf = (value: JsonValue, depth: number): number => {
    if (typeof value !== 'object' || value === null) return 0;
    if (depth > DEEPEST) throw new Error(`It nests deeper than ${DEEPEST} levels. Make it flatter.`);
    if (Array.isArray(value)) return sum(value, depth);
    return objectSize(value as JsonObject, depth);
  };
  const sum = (values: readonly JsonValue[], depth: number): number => {
    let total = 0;
    for (const value of values) total += sizeOf(value, depth + 1);
    return Math.min(total, LARGEST + 1);
  };
  const objectSize = (value: JsonObject, depth: number): number => {
    if (open.has(value))
      throw new Error('It refers to itself. A schema of configuration has to end somewhere.');
    const known = sizes.get(value);
    if (known !== undefined) return known;
    open.add(value);
    refuseOtherReferences(value, depth);
    const target = typeof value.$ref === 'string' ? lookUp(schema, value.$ref) : undefined;
    const size =
      1 + sum(Object.values(value), depth) + (target === undefined ? 0 : sizeOf(target, depth + 1));
    open.delete(value);
    sizes.set(value, size);
    return size;
  };

  try {
    return sizeOf(schema, 0) > LARGEST
      ? 'It is too large, its references followed. Make it smaller.'
      : undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Only references by path can be followed here; by a name or an address, a cycle could hide. */
function refuseOtherReferences(value: JsonObject, depth: number): void {
  if (typeof value.$ref === 'string' && !/^#(\/|$)/.test(value.$ref)) {
    throw new Error(`It refers to \`${value.$ref}\`. Refer by path, such as \`#/$defs/port\`.`);
  }
  for (const keyword of [
    '$dynamicRef',
    '$recursiveRef',
    '$anchor',
    '$dynamicAnchor',
    ...(depth > 0 ? ['$id'] : []),
  ]) {
    if (typeof value[keyword] !== 'string') continue;
    throw new Error(`It uses \`${keyword}\`. Refer by path, such as \`#/$defs/port\`, instead.`);
  }
}
