/** Turns a profile's schemas into validators, once, so that a keystroke only runs them. */
import { precompiledSchema, precompiledValidator } from 'secure-config:profiles';
import type { JsonSchema, JsonValue, Profile, Rule } from '../profile/profile.ts';
import { describeFields, type FieldGroup, type FieldSchema } from './field-schema.ts';
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
  /** Every field the schema knows, by dotted path, lower case. */
  readonly fields: ReadonlyMap<string, FieldSchema>;
  /** Every group of fields the schema knows, by dotted path, lower case; the root is not one. */
  readonly groups: ReadonlyMap<string, FieldGroup>;
  /** Whether the schema's root looks at nothing but which top-level keys there are. */
  readonly isShallow: boolean;
  readonly problems: readonly ProfileProblem[];
}

/** Hears what in a schema is without effect. */
export type Warn = (message: string) => void;

/** What compiles schemas that were not compiled when the product was built. Throws what makes one unusable. */
export interface SchemaCompiler {
  compile(schema: JsonSchema, warn: Warn): Validator;
  compileParts(schema: JsonObject, warn: Warn): CompiledSchema;
}

/**
 * Built-in schemas come precompiled and are recognised by identity, whatever profile they were merged into. The
 * compiler for the rest is only loaded when there is a rest.
 */
export async function compileProfile(profile: Profile): Promise<CompiledProfile> {
  if (isPrecompiled(profile))
    return assemble(profile, { compile: neverCompiles, compileParts: neverCompiles });
  const { createSchemaCompiler } = await import('./dynamic.ts');
  return assemble(profile, createSchemaCompiler());
}

function isPrecompiled({ schema, rules }: Profile): boolean {
  if (isObject(schema) && !precompiledSchema(schema)) return false;
  return rules.every(rule => precompiledValidator(rule.must) !== undefined);
}

function neverCompiles(): never {
  throw new Error('a schema that is not precompiled');
}

function assemble(profile: Profile, compiler: SchemaCompiler): CompiledProfile {
  const problems: ProfileProblem[] = [];
  const rules = compileRules(profile.rules, compiler, problems);
  const schema = isObject(profile.schema) ? profile.schema : undefined;
  const compiled = schema && compileSchema(schema, compiler, problems);
  const described = schema && compiled ? describeFields(schema) : { fields: new Map(), groups: new Map() };
  const isShallow = compiled !== undefined && isShallowRoot(schema);
  return { ...(compiled && { schema: compiled }), rules, ...described, isShallow, problems };
}

function compileRules(
  rules: readonly Rule[],
  compiler: SchemaCompiler,
  problems: ProfileProblem[],
): CompiledRule[] {
  const compiled: CompiledRule[] = [];
  for (const rule of rules) {
    const report = (message: string, severity: ProfileProblem['severity'] = 'warning') =>
      problems.push({ rule: rule.id, source: rule.source, severity, message });
    try {
      const selectors = rule.fields.map(parseSelector);
      const must = precompiledValidator(rule.must) ?? compiler.compile(rule.must, message => report(message));
      compiled.push({ rule, selectors, must });
    } catch (error) {
      report(`The rule ${rule.id} cannot be used, so it is not checked. ${reason(error)}`, 'error');
    }
  }
  return compiled;
}

function compileSchema(
  schema: JsonObject,
  compiler: SchemaCompiler,
  problems: ProfileProblem[],
): CompiledSchema | undefined {
  const ready = precompiledSchema(schema);
  if (ready) return ready;
  const warnings = new Set<string>();
  try {
    return compiler.compileParts(schema, message => warnings.add(message));
  } catch (error) {
    problems.push({
      severity: 'error',
      message: `The schema cannot be used, so no field is checked. ${reason(error)}`,
    });
    return undefined;
  } finally {
    problems.push(...[...warnings].map(message => ({ severity: 'warning' as const, message })));
  }
}

function reason(error: unknown): string {
  if (error instanceof RangeError) return 'It is nested too deeply. Make it flatter.';
  return error instanceof Error ? error.message : String(error);
}

function isObject(schema: JsonSchema | JsonValue | undefined): schema is JsonObject {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
}
