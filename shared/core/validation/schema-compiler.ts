/** Makes validators of a profile's schemas: of those that come with a repository, which may be hostile, and of our own. */
import { isBuiltinSchema } from 'secure-config:profiles';
import type { JsonSchema } from '../profile/profile.ts';
import { standardError } from '../profile/standard-schema.ts';
import type { CompiledSchema } from './compile.ts';
import { createValidators, type Validator, whenAsked } from './json-schema/validator.ts';
import { linearMatcher, nativeMatcher } from './pattern.ts';
import { objectionTo } from './schema-limits.ts';
import { type JsonObject, splitSchema } from './split-schema.ts';

/** Hears what in a schema is without effect. */
export type Warn = (message: string) => void;

/** Throws an Error that says what is wrong with the schema. */
export function compileSchema(schema: JsonSchema, warn: Warn): Validator {
  return compilerFor(schema, warn)(schema);
}

/** Throws an Error that says what is wrong with the schema. */
export function compileParts(schema: JsonObject, warn: Warn): CompiledSchema {
  const compile = compilerFor(schema, warn);
  const { root, properties } = splitSchema(schema);
  return {
    root: compile(root),
    properties: new Map([...properties].map(([name, part]) => [name, compile(part)])),
  };
}

/**
 * Ours, known by identity whatever profile they were merged into, are as they have to be, and compiled when they are
 * asked. Of the others, patterns run in a linear-time engine, and one whose check could take long is refused.
 */
function compilerFor(schema: JsonSchema, warn: Warn): (part: JsonSchema) => Validator {
  if (isBuiltinSchema(schema)) {
    const compile = createValidators(schema, { matcher: nativeMatcher, warn, isSound: true });
    return part => whenAsked(() => compile(part));
  }
  const objection = objectionTo(schema) ?? standardObjection(schema);
  if (objection !== undefined) throw new Error(objection);
  return createValidators(schema, { matcher: linearMatcher, warn });
}

function standardObjection(schema: JsonSchema): string | undefined {
  const error = standardError(schema);
  if (!error) return undefined;
  return `JSON Schema does not allow what stands at \`${error.instancePath || '/'}\`. Correct the keyword or its value.`;
}
