/** Which of a schema's schemas hold at a place of a document, however they come to it, and what they say together. */
import type { JsonValue } from '../profile/profile.ts';
import { type FieldSchema, isObject, resolve, typeOf } from './field-schema.ts';
import { linearMatcher } from './pattern.ts';
import { hasSecretName } from './secret-name.ts';
import type { JsonObject } from './split-schema.ts';

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
  readonly place: Place;
}

/** All that the schema says of one place, or of many alike: a file has thousands of places and a schema few. */
interface Place {
  readonly schemas: readonly JsonObject[];
  /** With their alternatives. */
  readonly insides: readonly Inside[];
  readonly isSecret: boolean;
  /** What is found inside, by name, as long as it is asked for again and again. */
  readonly steps: Map<string, Step>;
  readonly stepsAnyCase: Map<string, Step>;
  /** What a field there is, whatever its path; by whether its name is the schema's. */
  readonly fields: Map<boolean, FieldSchema | undefined>;
}

/** Schemas within schemas within schemas: past this many at one place the rest is left out. */
const MOST_AT_ONE_PLACE = 64;
/** A schema that refers to itself has no end. */
const MOST_INSIDE = 1000;
/** Of one place: past this many names they are looked for anew. */
const MOST_STEPS = 5000;
const ALTERNATIVES = ['allOf', 'anyOf', 'oneOf'] as const;
const CONDITIONS = ['if', 'then', 'else'] as const;

export class SchemaPlaces {
  readonly #root: JsonObject;
  readonly #insides = new WeakMap<JsonObject, readonly Inside[]>();
  readonly #numbers = new Map<JsonObject, number>();
  readonly #places = new Map<string, Place>();

  constructor(root: JsonObject) {
    this.#root = root;
  }

  /** Also of a field that the schema names, but then without what its group says of it: whether it is required. */
  fieldAt(path: string): FieldSchema | undefined {
    const parts = path.split('.');
    let step: Step | undefined;
    for (const [at, part] of parts.entries()) {
      step = this.#step(step?.place ?? this.#placeOf([this.#root]), part);
      if (step.place.schemas.length === 0) return undefined;
      parts[at] = step.name;
    }
    const known = step && this.#fieldIn(step);
    if (!known) return undefined;
    const spelled = parts.join('.');
    const isJudgedSecret = known.isUnnamed === true && hasSecretName(spelled);
    const secret = known.secret || isJudgedSecret || this.isSecret(parts);
    return { ...known, path: spelled === path ? path : spelled, secret };
  }

  /** Whether any schema that may hold there, or around there, says that it is secret. */
  isSecret(parts: readonly string[]): boolean {
    return this.#walk(parts).isSecret;
  }

  /** Whether anything that may stand there or inside is. */
  holdsSecret(parts: readonly string[]): boolean {
    const found = new Set(this.#walk(parts).schemas);
    for (const schema of found) {
      if (found.size > MOST_INSIDE) return true;
      for (const inside of this.#inside(schema)) {
        if (inside.schema.secret === true) return true;
        const named = [...inside.named.values(), ...inside.patterns].map(([, inner]) => inner);
        for (const inner of [...named, ...inside.others, ...inside.first, ...inside.items]) found.add(inner);
      }
    }
    return false;
  }

  /** Of a secret all that stands in it is secret, too. A map in the place of a list has the list's items. */
  #walk(parts: readonly string[]): Place {
    let place = this.#placeOf([this.#root]);
    for (const part of parts) {
      const inside = this.#step(place, part, true).place;
      place = inside.schemas.length > 0 ? inside : this.#step(place, '0').place;
      if (place.isSecret) return place;
    }
    return place;
  }

  /** `anyCase`: of names that no pattern fits, because those of variables are read in lower case. */
  #step(around: Place, part: string, anyCase = false): Step {
    const steps = anyCase ? around.stepsAnyCase : around.steps;
    const known = steps.get(part);
    if (known) return known;
    if (steps.size >= MOST_STEPS) steps.clear();
    const step = this.#find(around, part, anyCase);
    steps.set(part, step);
    return step;
  }

  #find(around: Place, part: string, anyCase: boolean): Step {
    const schemas = new Set<JsonObject>();
    const index = /^\d{1,9}$/.test(part) ? Number(part) : undefined;
    let name: string | undefined;
    for (const inside of around.insides) {
      const known = inside.named.get(part.toLowerCase());
      if (known) name = known[0];
      const own = [...(known ? [known[1]] : []), ...matching(inside, part)];
      const item = index === undefined ? undefined : inside.first[index];
      const items = index === undefined ? [] : item ? [item] : inside.items;
      const others = anyCase ? [...matching(inside, part.toUpperCase()), ...inside.others] : inside.others;
      for (const schema of [...(own.length > 0 ? own : others), ...items]) schemas.add(schema);
    }
    return { name: name ?? part, isNamed: name !== undefined, place: this.#placeOf([...schemas]) };
  }

  /** The same for the same schemas. */
  #placeOf(schemas: readonly JsonObject[]): Place {
    const key = schemas.map(schema => this.#numberOf(schema)).join(' ');
    const known = this.#places.get(key);
    if (known) return known;
    const insides = schemas.flatMap(schema => this.#inside(schema));
    const isSecret = insides.some(({ schema }) => schema.secret === true);
    const memory = { steps: new Map(), stepsAnyCase: new Map(), fields: new Map() };
    const place: Place = { schemas, insides, isSecret, ...memory };
    this.#places.set(key, place);
    return place;
  }

  #numberOf(schema: JsonObject): number {
    const number = this.#numbers.get(schema) ?? this.#numbers.size;
    this.#numbers.set(schema, number);
    return number;
  }

  #fieldIn({ place, isNamed }: Step): FieldSchema | undefined {
    if (!place.fields.has(isNamed)) place.fields.set(isNamed, fieldOf(isNamed, place.insides));
    return place.fields.get(isNamed);
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

function matching({ patterns }: Inside, name: string): JsonObject[] {
  return patterns.filter(([matches]) => matches(name)).map(([, schema]) => schema);
}

/** A pattern that nobody can read fits every name: the schema is not used, and a secret of it stays one. */
function matcherOf(pattern: string): (name: string) => boolean {
  try {
    return linearMatcher(pattern);
  } catch {
    return () => true;
  }
}

/** Without its path. Undefined: whatever stands there, nothing is said of it. */
function fieldOf(isNamed: boolean, insides: readonly Inside[]): FieldSchema | undefined {
  const schemas = insides.map(({ schema }) => schema).filter(each => Object.keys(each).length > 0);
  const [schema] = schemas;
  if (!schema) return undefined;
  const types = new Set(schemas.map(typeOf).filter(type => type !== 'unknown'));
  const [type = 'unknown'] = types;
  const isJudged = !isNamed && schemas.every(each => typeof each.secret !== 'boolean');
  return {
    path: '',
    type: types.size > 1 ? 'unknown' : type,
    required: false,
    secret: schemas.some(each => each.secret === true),
    schema,
    ...(isJudged && { isUnnamed: true }),
  };
}
