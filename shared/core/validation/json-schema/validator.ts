/**
 * Turns JSON Schemas (2020-12, with our keywords) into checks. Nothing is generated: each keyword becomes a function, so
 * that a schema is ready in the time it takes to walk through it. What it objects to, in which order and with which
 * parameters is what ajv would say, which a test holds it to.
 */
import type { JsonSchema, JsonValue } from '../../profile/profile.ts';
import { lookUp } from '../field-schema.ts';
import { ANNOTATIONS, OWN } from '../keywords.ts';
import type { JsonObject } from '../split-schema.ts';
import { ANY } from './any.ts';
import { ARRAY } from './arrays.ts';
import {
  addSeen,
  type Check,
  type CheckOf,
  type Errors,
  type Keywords,
  nothingSeen,
  PASSES,
  pointerStep,
  type SchemaError,
  type Site,
} from './check.ts';
import { NUMBER_FORMAT, STRING_FORMAT } from './formats.ts';
import { NUMBER } from './numbers.ts';
import { OBJECT } from './objects.ts';
import { STRING } from './strings.ts';
import { isOfType, type TypeName, typeGroupOf, wantedTypes } from './types.ts';

/** Returns no errors for a value that satisfies the schema. */
export type Validator = (value: unknown) => readonly SchemaError[];

export interface ValidatorOptions {
  /** What the schema's patterns are matched with. Throws for a pattern that is none. */
  readonly matcher: (pattern: string) => (text: string) => boolean;
  /** Hears what in the schema is without effect. */
  readonly warn: (message: string) => void;
  /** Known to be usable: what is referred to is compiled when a value is first checked by it. */
  readonly isSound?: boolean;
}

/** Compiles schemas that refer to what stands in `root`. Throws an Error that says what makes one unusable. */
export function createValidators(
  root: JsonSchema,
  options: ValidatorOptions,
): (schema: JsonSchema) => Validator {
  const compile = createCompiler(root, options);
  return schema => {
    const check = compile(schema, '#');
    return value => {
      const errors: Errors = [];
      check(value, errors);
      return errors.length === 0 ? NO_ERRORS : errors;
    };
  };
}

/** Makes the validator when it is first asked. */
export function whenAsked(make: () => Validator): Validator {
  let made: Validator | undefined;
  return value => {
    made ??= make();
    return made(value);
  };
}

const NO_ERRORS: readonly SchemaError[] = [];

/** Values have one type at most, and the keywords of the others say nothing of them. */
const GROUPS: readonly (readonly [type: TypeName, keywords: Keywords<never>])[] = [
  ['number', { ...NUMBER, ...NUMBER_FORMAT }],
  ['string', { ...STRING, ...STRING_FORMAT, ...OWN }],
  ['array', ARRAY],
  ['object', OBJECT],
];

/** Keywords that say something and check nothing. `type` and `nullable` are looked at by themselves. */
const OTHERS = [
  ...['$schema', '$id', '$defs', '$vocabulary', '$comment', 'definitions', 'type', 'nullable'],
  ...['title', 'description', 'default', 'deprecated', 'readOnly', 'writeOnly', 'examples'],
  ...['contentMediaType', 'contentEncoding', 'contentSchema', '$anchor', '$dynamicAnchor'],
];

const KNOWN = new Set([
  ...Object.keys(ANY),
  ...GROUPS.flatMap(([, keywords]) => Object.keys(keywords)),
  ...ANNOTATIONS,
  ...OTHERS,
]);

type Compile = (schema: JsonValue, path: string) => Check;

function createCompiler(root: JsonSchema, { matcher, warn, isSound }: ValidatorOptions): Compile {
  const referred = new Map<JsonValue, Check>();

  const compile: Compile = (schema, path) => {
    if (schema === true) return PASSES;
    if (schema === false) return refusal(path);
    return objectCheck(schema as JsonObject, siteOf(schema as JsonObject, path));
  };

  /** What several refer to is compiled once, and what refers to itself finds itself. */
  const follow = (reference: string): Check => {
    const target = typeof root === 'object' ? lookUp(root, reference) : undefined;
    if (typeof target !== 'object' && typeof target !== 'boolean') {
      throw new Error(`It refers to \`${reference}\`, which is not in it. Correct the reference.`);
    }
    const known = referred.get(target);
    if (known) return known;
    let made: Check | undefined;
    const check: Check = (value, errors, seen) => {
      made ??= compile(target, '#');
      made(value, errors, seen);
    };
    referred.set(target, check);
    if (!isSound) made = compile(target, '#');
    return check;
  };

  const siteOf = (schema: JsonObject, path: string): Site => ({
    schema,
    inner: (inner, ...keys) => compile(inner, `${path}/${keys.map(fragmentOf).join('/')}`),
    referred: follow,
    reports: keyword => {
      const schemaPath = `${path}/${keyword}`;
      return (errors, value, params) =>
        errors.push({ instancePath: '', schemaPath, keyword, params, schema, value });
    },
    matcher,
    warn,
  });

  return compile;
}

function refusal(path: string): Check {
  const keyword = 'false schema';
  const schemaPath = `${path}/${keyword}`;
  return (value, errors) =>
    errors.push({ instancePath: '', schemaPath, keyword, params: {}, schema: false, value });
}

/** A type's errors come where those of its keywords would, or first where the schema has none of them. */
function objectCheck(schema: JsonObject, site: Site): Check {
  for (const keyword of Object.keys(schema)) {
    if (!KNOWN.has(keyword) && !keyword.startsWith('x-')) site.warn(unknownKeyword(keyword));
  }
  const types = wantedTypes(schema);
  const any = checksOf(ANY as Keywords<never>, site);
  const groups = GROUPS.filter(([, keywords]) =>
    Object.keys(keywords).some(keyword => Object.hasOwn(schema, keyword)),
  ).map(([type, keywords]) => ({ type, checks: checksOf(keywords, site) }));
  const report = site.reports('type');
  const refuseType = (value: unknown, errors: Errors): void => report(errors, value, { type: schema.type });
  const own = types.length === 1 && groups.some(({ type }) => type === types[0]) ? types[0] : undefined;
  const isTypeFirst = types.length > 0 && own === undefined;

  const check: Check = (value, errors, seen) => {
    if (isTypeFirst && !types.some(type => isOfType(value, type))) refuseType(value, errors);
    for (const each of any) each(value as never, errors, seen);
    if (groups.length === 0) return;
    const actual = typeGroupOf(value);
    for (const { type, checks } of groups) {
      if (type === actual) for (const each of checks) each(value as never, errors, seen);
      else if (type === own) refuseType(value, errors);
    }
  };
  return looksAtTheRest(schema) ? withOwnSight(check) : check;
}

/** Keywords that begin with `x-` are anybody's own, and have no effect on purpose. */
function unknownKeyword(keyword: string): string {
  return `\`${keyword}\` is not a keyword of JSON Schema or of ours, so it has no effect. Correct or remove it.`;
}

function checksOf(keywords: Keywords<never>, site: Site): readonly CheckOf<never>[] {
  const checks: CheckOf<never>[] = [];
  for (const [keyword, make] of Object.entries(keywords)) {
    if (!Object.hasOwn(site.schema, keyword)) continue;
    const check = make(site.schema[keyword] as never, site);
    if (check && check !== PASSES) checks.push(check);
  }
  return checks;
}

function looksAtTheRest(schema: JsonObject): boolean {
  return Object.hasOwn(schema, 'unevaluatedProperties') || Object.hasOwn(schema, 'unevaluatedItems');
}

/** What schemas around it have looked at does not count for the rest. */
function withOwnSight(check: Check): Check {
  return (value, errors, seen) => {
    const own = nothingSeen();
    check(value, errors, own);
    addSeen(seen, own);
  };
}

/** A key as a part of a JSON Pointer in a URI's fragment. */
function fragmentOf(key: string | number): string {
  return encodeURIComponent(pointerStep(String(key)).slice(1));
}
