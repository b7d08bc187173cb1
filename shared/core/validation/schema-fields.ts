/** Which fields a schema knows: those that it names, and those that it only describes. */
import type { JsonValue } from '../profile/profile.ts';
import { type FieldSchema, isObject, resolve, typeOf } from './field-schema.ts';
import { linearMatcher } from './pattern.ts';
import { hasSecretName } from './secret-name.ts';
import type { JsonObject } from './split-schema.ts';

/** In loops and lists it is as a map of the fields that the schema names, by dotted path, lower case. */
export interface SchemaFields extends Iterable<[string, FieldSchema]> {
  /**
   * `path`: dotted, any case. Also of a field that a pattern of names, the rest of an open group, a list's items or an
   * alternative describe: with the schema's spelling as far as the schema names it.
   */
  get(path: string): FieldSchema | undefined;
  has(path: string): boolean;
  keys(): Iterable<string>;
  values(): Iterable<FieldSchema>;
}

export const NO_FIELDS: SchemaFields = new Map();

/** `isGroup`: whether the schema names a group of that path, lower case. */
export function schemaFields(
  schema: JsonObject,
  named: ReadonlyMap<string, FieldSchema>,
  isGroup: (path: string) => boolean,
): SchemaFields {
  const places = new Places(schema);
  const get = (path: string): FieldSchema | undefined => {
    const key = path.toLowerCase();
    return named.get(key) ?? (isGroup(key) ? undefined : places.fieldAt(path));
  };
  return {
    get,
    has: path => get(path) !== undefined,
    keys: () => named.keys(),
    values: () => named.values(),
    [Symbol.iterator]: () => named[Symbol.iterator](),
  };
}

/** One of the schemas that hold for a place, with what it says of the places inside. */
interface Inside {
  readonly schema: JsonObject;
  /** By name, lower case. */
  readonly named: ReadonlyMap<string, readonly [name: string, schema: JsonObject]>;
  readonly patterns: readonly (readonly [matches: (name: string) => boolean, schema: JsonObject])[];
  /** Of every other name. */
  readonly others: readonly JsonObject[];
  /** Of the first items of a list, one each. */
  readonly first: readonly JsonObject[];
  /** Of every other item. */
  readonly items: readonly JsonObject[];
}

interface Step {
  /** As the schema spells it, else as it was asked for. */
  readonly name: string;
  readonly isNamed: boolean;
  readonly schemas: readonly JsonObject[];
}

/** Schemas within schemas within schemas: past this many at one place the rest is left out. */
const MOST_AT_ONE_PLACE = 64;
const ALTERNATIVES = ['allOf', 'anyOf', 'oneOf'] as const;
const CONDITIONS = ['if', 'then', 'else'] as const;

class Places {
  readonly #root: JsonObject;
  readonly #insides = new WeakMap<JsonObject, readonly Inside[]>();

  constructor(root: JsonObject) {
    this.#root = root;
  }

  fieldAt(path: string): FieldSchema | undefined {
    const spelled: string[] = [];
    let step: Step = { name: '', isNamed: false, schemas: [this.#root] };
    for (const part of path.split('.')) {
      step = this.#step(step.schemas, part);
      if (step.schemas.length === 0) return undefined;
      spelled.push(step.name);
    }
    const schemas = step.schemas.flatMap(schema => this.#inside(schema)).map(({ schema }) => schema);
    return fieldOf(spelled.join('.'), step.isNamed, schemas);
  }

  #step(around: readonly JsonObject[], part: string): Step {
    const schemas = new Set<JsonObject>();
    const index = /^\d{1,9}$/.test(part) ? Number(part) : undefined;
    let name: string | undefined;
    for (const inside of around.flatMap(schema => this.#inside(schema))) {
      const known = inside.named.get(part.toLowerCase());
      if (known) name = known[0];
      const matching = inside.patterns.filter(([matches]) => matches(part)).map(([, schema]) => schema);
      const own = [...(known ? [known[1]] : []), ...matching];
      const item = index === undefined ? undefined : inside.first[index];
      const items = index === undefined ? [] : item ? [item] : inside.items;
      for (const schema of [...(own.length > 0 ? own : inside.others), ...items]) schemas.add(schema);
    }
    return { name: name ?? part, isNamed: name !== undefined, schemas: [...schemas] };
  }

  /** The schema itself, what it refers to, and all its alternatives: nobody knows yet which of them holds. */
  #inside(schema: JsonObject): readonly Inside[] {
    const known = this.#insides.get(schema);
    if (known) return known;
    const parts = new Set<JsonObject>([schema]);
    for (const part of parts) {
      const lists = ALTERNATIVES.flatMap(keyword => this.#all(part[keyword]));
      const conditions = CONDITIONS.flatMap(keyword => this.#one(part[keyword]));
      const dependent = this.#values(part.dependentSchemas).map(([, value]) => value);
      for (const other of [...lists, ...conditions, ...dependent]) {
        if (parts.size < MOST_AT_ONE_PLACE) parts.add(other);
      }
    }
    const insides = [...parts].map(part => this.#read(part));
    this.#insides.set(schema, insides);
    return insides;
  }

  #read(schema: JsonObject): Inside {
    const named = this.#values(schema.properties).map(
      ([name, value]) => [name.toLowerCase(), [name, value]] as const,
    );
    const patterns = this.#values(schema.patternProperties).map(
      ([pattern, value]) => [matcherOf(pattern), value] as const,
    );
    return {
      schema,
      named: new Map(named),
      patterns,
      others: [...this.#one(schema.additionalProperties), ...this.#one(schema.unevaluatedProperties)],
      first: this.#all(schema.prefixItems ?? schema.items),
      items: [
        ...this.#one(schema.items),
        ...this.#one(schema.additionalItems),
        ...this.#one(schema.unevaluatedItems),
        ...this.#one(schema.contains),
      ],
    };
  }

  #values(value: JsonValue | undefined): [string, JsonObject][] {
    if (!isObject(value)) return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      this.#one(inner).map((schema): [string, JsonObject] => [name, schema]),
    );
  }

  #all(value: JsonValue | undefined): JsonObject[] {
    return Array.isArray(value) ? value.map(item => resolve(item, this.#root)) : [];
  }

  #one(value: JsonValue | undefined): JsonObject[] {
    return isObject(value) ? [resolve(value, this.#root)] : [];
  }
}

/** A pattern that nobody can read fits every name: the schema is not used, and a secret of it stays one. */
function matcherOf(pattern: string): (name: string) => boolean {
  try {
    return linearMatcher(pattern);
  } catch {
    return () => true;
  }
}

/** Undefined: whatever stands there, nothing is said of it. */
function fieldOf(path: string, isNamed: boolean, all: readonly JsonObject[]): FieldSchema | undefined {
  const schemas = all.filter(each => Object.keys(each).length > 0);
  const [schema] = schemas;
  if (!schema) return undefined;
  const types = new Set(schemas.map(typeOf).filter(type => type !== 'unknown'));
  const [type = 'unknown'] = types;
  const isJudged = !isNamed && schemas.every(each => typeof each.secret !== 'boolean');
  return {
    path,
    type: types.size > 1 ? 'unknown' : type,
    required: false,
    secret: schemas.some(each => each.secret === true) || (isJudged && hasSecretName(path)),
    schema,
    ...(isJudged && { isUnnamed: true }),
  };
}
