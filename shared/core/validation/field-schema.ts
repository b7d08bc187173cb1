/** Reads from a schema what its fields are, so that variables can be bound to them and messages can name them. */
import type { JsonValue } from '../profile/profile.ts';
import type { JsonObject } from './split-schema.ts';

export type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'unknown';

/** What the schema says of one field, resolved (`$ref` followed). */
export interface FieldSchema {
  /** As the schema spells it, dotted. */
  readonly path: string;
  readonly type: FieldType;
  /** Required within its group. */
  readonly required: boolean;
  readonly secret: boolean;
  readonly default?: JsonValue;
  readonly schema: JsonObject;
  /** It has no name in the schema, which does not say either whether it is secret: name and value tell that. */
  readonly isUnnamed?: true;
}

/** A field that holds fields. */
export interface FieldGroup {
  readonly path: string;
  /** It and every group around it must be there. */
  readonly required: boolean;
  /** What has to stand in it once it is there: names, as the schema spells them. */
  readonly needs: readonly string[];
  /** Whether fields that the schema does not name may stand in it. */
  readonly open: boolean;
  readonly schema: JsonObject;
}

export interface DescribedFields {
  /** Those that the schema names. */
  readonly fields: ReadonlyMap<string, FieldSchema>;
  readonly groups: ReadonlyMap<string, FieldGroup>;
}

const DEEPEST = 32;

/** Both maps are keyed by the dotted path in lower case, in the schema's order. */
export function describeFields(schema: JsonObject): DescribedFields {
  const fields = new Map<string, FieldSchema>();
  const groups = new Map<string, FieldGroup>();
  const visit = (group: JsonObject, prefix: string, groupRequired: boolean, depth: number): void => {
    const required = requiredOf(group, schema);
    for (const [name, value] of propertiesOf(group, schema)) {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      const resolved = resolve(value, schema);
      const needed = required.has(name);
      if (isGroup(resolved) && depth < DEEPEST) {
        const isRequired = groupRequired && needed;
        const needs = [...requiredOf(resolved, schema)];
        const open = isOpen(resolved);
        groups.set(path.toLowerCase(), { path, required: isRequired, needs, open, schema: resolved });
        visit(resolved, path, isRequired, depth + 1);
      } else fields.set(path.toLowerCase(), fieldOf(path, needed, resolved));
    }
  };
  visit(schema, '', true, 0);
  return { fields, groups };
}

/** Follows local references, sibling keywords winning over what is referred to; gives up on a cycle. */
export function resolve(value: JsonValue, root: JsonObject): JsonObject {
  let current = isObject(value) ? value : {};
  for (let steps = 0; steps < DEEPEST && typeof current.$ref === 'string'; steps++) {
    const { $ref, ...siblings } = current;
    const target = lookUp(root, String($ref));
    const hasSiblings = Object.keys(siblings).length > 0;
    if (!isObject(target)) current = siblings;
    else current = hasSiblings ? { ...target, ...siblings } : target;
  }
  return current;
}

function fieldOf(path: string, required: boolean, schema: JsonObject): FieldSchema {
  const own = { path, type: typeOf(schema), required, secret: schema.secret === true, schema };
  return schema.default === undefined ? own : { ...own, default: schema.default };
}

/** Of a value that only one type fits. */
export function typeOf(schema: JsonObject): FieldType {
  const declared = Array.isArray(schema.type) ? schema.type.find(name => name !== 'null') : schema.type;
  if (isFieldType(declared)) return declared;
  const samples = Array.isArray(schema.enum) ? schema.enum : schema.const === undefined ? [] : [schema.const];
  if (samples.length > 0) return sampleType(samples);
  const choices = [schema.anyOf, schema.oneOf, schema.allOf].find(list => Array.isArray(list));
  const types = Array.isArray(choices)
    ? choices.map(choice => (isObject(choice) ? typeOf(choice) : 'unknown'))
    : [];
  const known = new Set(types.filter(type => type !== 'unknown'));
  const [only] = known;
  if (known.size > 0) return known.size === 1 && only !== undefined ? only : 'unknown';
  return shapeOf(schema);
}

/** By what the schema says of the places inside. */
function shapeOf(schema: JsonObject): FieldType {
  const { properties, patternProperties, additionalProperties, items, prefixItems } = schema;
  if ([properties, patternProperties, additionalProperties].some(isObject)) return 'object';
  return isObject(items) || Array.isArray(items ?? prefixItems) ? 'array' : 'unknown';
}

function sampleType(samples: readonly JsonValue[]): FieldType {
  if (samples.every(sample => typeof sample === 'string')) return 'string';
  if (samples.every(sample => Number.isInteger(sample))) return 'integer';
  if (samples.every(sample => typeof sample === 'number')) return 'number';
  return samples.every(sample => typeof sample === 'boolean') ? 'boolean' : 'unknown';
}

function isFieldType(name: unknown): name is FieldType {
  return ['string', 'integer', 'number', 'boolean', 'array', 'object'].includes(String(name));
}

function isGroup(schema: JsonObject): boolean {
  return isObject(schema.properties) && Object.keys(schema.properties).length > 0;
}

function isOpen(schema: JsonObject): boolean {
  return schema.additionalProperties !== false && schema.unevaluatedProperties !== false;
}

function propertiesOf(group: JsonObject, root: JsonObject): [string, JsonValue][] {
  const own = isObject(group.properties) ? Object.entries(group.properties) : [];
  const inherited = partsOf(group, root).flatMap(part => propertiesOf(part, root));
  return [...own, ...inherited.filter(([name]) => !own.some(([known]) => known === name))];
}

function requiredOf(group: JsonObject, root: JsonObject): Set<string> {
  const own = Array.isArray(group.required) ? group.required.map(String) : [];
  return new Set([...own, ...partsOf(group, root).flatMap(part => [...requiredOf(part, root)])]);
}

function partsOf(group: JsonObject, root: JsonObject): JsonObject[] {
  return Array.isArray(group.allOf) ? group.allOf.map(part => resolve(part, root)) : [];
}

/** What a reference by path stands for. */
export function lookUp(root: JsonObject, reference: string): JsonValue | undefined {
  if (reference === '#') return root;
  if (!reference.startsWith('#/')) return undefined;
  let current: JsonValue | undefined = root;
  for (const part of reference.slice(2).split('/')) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    current = isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
