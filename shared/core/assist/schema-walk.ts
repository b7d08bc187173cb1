/** Finds what the JSON Schemas of our own files say of a place in one of them. */
import { schemaOf } from 'secure-config:schema-data';
import type { FileKind } from '../profile/file-schemas.ts';
import { lookUp } from '../validation/field-schema.ts';
import type { JsonObject } from '../validation/split-schema.ts';
import { isObject } from './field-documentation-schema.ts';
import { KEYWORDS } from './schema-walk-keywords.ts';

/** `schema`: a JSON Schema of fields. */
export type SourceKind = FileKind | 'schema';

interface Located {
  readonly schema: JsonObject;
  /** What references without a file name refer to. */
  readonly root: JsonObject;
}

export interface SchemaKey {
  readonly name: string;
  readonly schema: JsonObject;
  readonly required: boolean;
}

const MOST_STEPS = 200;

/** Every schema that a value at the path may satisfy; `-` stands for an entry of a list. */
export function schemasAt(kind: SourceKind, path: readonly string[]): readonly JsonObject[] {
  return walk(kind, path).map(({ schema }) => schema);
}

/** The keys that a mapping at the path may have by name. */
export function keysAt(kind: SourceKind, path: readonly string[]): readonly SchemaKey[] {
  const keys = new Map<string, SchemaKey>();
  for (const { schema, root } of walk(kind, path)) {
    const required = Array.isArray(schema.required) ? schema.required : [];
    for (const [name, value] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      if (keys.has(name)) continue;
      const parts = expand({ schema: isObject(value) ? value : {}, root });
      keys.set(name, { name, schema: merged(parts), required: required.includes(name) });
    }
  }
  return [...keys.values()];
}

/** One schema that says what several do: the first that says it counts. */
export function merged(parts: readonly (Located | JsonObject)[]): JsonObject {
  const schemas = parts.map(part =>
    'root' in part && 'schema' in part ? (part as Located).schema : (part as JsonObject),
  );
  return Object.assign({}, ...schemas.toReversed());
}

function walk(kind: SourceKind, path: readonly string[]): readonly Located[] {
  const root = kind === 'schema' ? KEYWORDS : schemaOf(kind);
  let current = expand({ schema: root, root });
  for (const part of path) {
    current = current
      .flatMap(located => child(located, part))
      .flatMap(expand)
      .slice(0, MOST_STEPS);
  }
  return current;
}

function child({ schema, root }: Located, part: string): readonly Located[] {
  if (part === '-') return isObject(schema.items) ? [{ schema: schema.items, root }] : [];
  const { properties, additionalProperties } = schema;
  const own =
    isObject(properties) && Object.hasOwn(properties, part) ? properties[part] : additionalProperties;
  return isObject(own) ? [{ schema: own, root }] : [];
}

/** The schema with references followed, and what it combines or decides between beside it. */
function expand(located: Located): readonly Located[] {
  const found: Located[] = [];
  const waiting: Located[] = [located];
  for (let next = waiting.shift(); next && found.length < MOST_STEPS; next = waiting.shift()) {
    const { schema, root } = follow(next);
    found.push({ schema, root });
    const choices = ['allOf', 'anyOf', 'oneOf'].flatMap(keyword => schema[keyword] ?? []);
    for (const choice of [...choices, schema.then, schema.else]) {
      if (isObject(choice)) waiting.push({ schema: choice, root });
    }
    if (holdsSchema(next)) waiting.push({ schema: KEYWORDS, root: KEYWORDS });
  }
  return found;
}

const FILE = /^(manifest|profile|rule)\.schema\.json(#.*)$/;

function follow({ schema, root }: Located): Located {
  const { $ref, ...siblings } = schema;
  if (typeof $ref !== 'string') return { schema, root };
  const [, file, within = $ref] = FILE.exec($ref) ?? [];
  const home = file === undefined ? root : schemaOf(file as FileKind);
  const target = lookUp(home, within);
  if (!isObject(target) || typeof target.$ref === 'string') return { schema: siblings, root };
  return { schema: { ...target, ...siblings }, root: home };
}

/** Where a JSON Schema is written into one of our files. */
function holdsSchema({ schema: { $ref } }: Located): boolean {
  return typeof $ref === 'string' && /#\/\$defs\/(schema|must)$/.test($ref);
}
