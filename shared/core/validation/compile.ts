/** Turns a profile's schemas into validators, once, so that a keystroke only runs them. */
import { compilerIdentity } from 'secure-config:compiler-identity';
import { precompiledSchema, precompiledValidator } from 'secure-config:profiles';
import type { JsonSchema, JsonValue, Profile, Rule } from '../profile/profile.ts';
import { type CodeCache, NO_CACHE } from './code-cache.ts';
import { describeFields, type FieldGroup } from './field-schema.ts';
import type { Compiled, CompiledSchemas, Schemas } from './generated.ts';
import { NO_FIELDS, type SchemaFields, schemaFields } from './schema-fields.ts';
import { parseSelector, type Selector } from './selector.ts';
import { isShallowRoot, type JsonObject } from './split-schema.ts';

/** What ajv reports, as far as we use it. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON Pointer to the value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  /** The name, where the schema of names objects to one. */
  readonly propertyName?: string;
}

/** Returns no errors for a value that satisfies the schema. */
export type Validator = (value: unknown) => readonly SchemaError[];

export interface CompiledRule {
  readonly rule: Rule;
  readonly selectors: readonly Selector[];
  readonly must: Validator;
}

/** One validator for each top-level property, so that a change only runs its own, and one for what ties them. */
export interface CompiledSchema {
  /** The schema without what its properties say of their own values. */
  readonly root: Validator;
  readonly properties: ReadonlyMap<string, Validator>;
}

/** A schema of the profile that cannot be used, or a part of one that has no effect. */
export interface ProfileProblem {
  /** The rule's id; absent: the profile's own schema. */
  readonly rule?: string;
  /** `Rule.source`; absent for the profile's own schema. */
  readonly source?: string;
  /** `warning`: it is used all the same. */
  readonly severity: 'error' | 'warning';
  /** What, why, what to do. */
  readonly message: string;
}

export interface CompiledProfile {
  /** Absent: the profile has no schema, or one that does not compile. */
  readonly schema?: CompiledSchema;
  /** The rules that could be compiled, in the profile's order. */
  readonly rules: readonly CompiledRule[];
  readonly fields: SchemaFields;
  /** Every group of fields the schema names, by dotted path, lower case; the root is not one. */
  readonly groups: ReadonlyMap<string, FieldGroup>;
  /** Whether the schema's root looks at nothing but which top-level keys there are. */
  readonly isShallow: boolean;
  readonly problems: readonly ProfileProblem[];
}

/**
 * Built-in schemas come precompiled and are recognised by identity, whatever profile they were merged into. For the rest
 * the cache may have code; the compiler is only loaded when it has none.
 */
export async function compileProfile(
  profile: Profile,
  cache: CodeCache = NO_CACHE,
): Promise<CompiledProfile> {
  const own = ownSchemas(profile);
  return assemble(profile, own, await compileSchemas(own, cache));
}

/** What of a profile is not precompiled. */
function ownSchemas({ schema, rules }: Profile): Schemas {
  const own = rules.map(rule => rule.must).filter(must => !precompiledValidator(must));
  return { rules: own, ...(isObject(schema) && !precompiledSchema(schema) && { schema }) };
}

async function compileSchemas(schemas: Schemas, cache: CodeCache): Promise<CompiledSchemas> {
  if (!schemas.schema && schemas.rules.length === 0) return { rules: [] };
  const generate = async (): Promise<string> => (await import('./dynamic.ts')).compileOwn(schemas);
  const subject = subjectOf(schemas);
  const code = await (subject === undefined ? NO_CACHE.load('', generate) : cache.load(subject, generate));
  return (await import('./own-code.ts')).runOwnCode(code);
}

/**
 * All that the code depends on. The order of keys is part of it, because errors come in that order. Undefined for schemas
 * that nest too deeply to be written down.
 */
function subjectOf(schemas: Schemas): string | undefined {
  try {
    return `${compilerIdentity}\n${JSON.stringify(schemas)}`;
  } catch {
    return undefined;
  }
}

function assemble(profile: Profile, own: Schemas, compiled: CompiledSchemas): CompiledProfile {
  const problems: ProfileProblem[] = [];
  const compiledRules = new Map(own.rules.map((must, at) => [must, compiled.rules[at]]));
  const rules = profile.rules.flatMap(rule => compileRule(rule, compiledRules.get(rule.must), problems));
  const source = isObject(profile.schema) ? profile.schema : undefined;
  const schema = source && (precompiledSchema(source) ?? usableSchema(compiled.schema, problems));
  // Also of a schema that does not compile: which fields are secret is not lost by a slip in it.
  const described = source ? describe(source) : { fields: NO_FIELDS, groups: new Map() };
  const isShallow = schema !== undefined && isShallowRoot(source);
  return { ...(schema && { schema }), rules, ...described, isShallow, problems };
}

function describe(schema: JsonObject): Pick<CompiledProfile, 'fields' | 'groups'> {
  const { fields, groups } = describeFields(schema);
  return { fields: schemaFields(schema, fields, path => groups.has(path)), groups };
}

/** @param own of a rule that is not precompiled */
function compileRule(
  rule: Rule,
  own: Compiled<Validator> | undefined,
  problems: ProfileProblem[],
): readonly CompiledRule[] {
  const report = (message: string, severity: ProfileProblem['severity'] = 'warning') =>
    problems.push({ rule: rule.id, source: rule.source, severity, message });
  try {
    const selectors = rule.fields.map(parseSelector);
    for (const warning of own?.warnings ?? []) report(warning);
    const must = precompiledValidator(rule.must) ?? own?.value;
    if (!must) throw new Error(own?.error);
    return [{ rule, selectors, must }];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    report(`The rule ${rule.id} cannot be used, so it is not checked. ${reason}`, 'error');
    return [];
  }
}

function usableSchema(
  compiled: Compiled<CompiledSchema> | undefined,
  problems: ProfileProblem[],
): CompiledSchema | undefined {
  if (compiled?.error !== undefined) {
    const message = `The schema cannot be used, so no field is checked. ${compiled.error}`;
    problems.push({ severity: 'error', message });
  }
  for (const message of new Set(compiled?.warnings)) problems.push({ severity: 'warning', message });
  return compiled?.value;
}

function isObject(schema: JsonSchema | JsonValue | undefined): schema is JsonObject {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}
