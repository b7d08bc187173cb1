/** Compiles single schemas as those of a team are, for tests of what validators say. */
import assert from 'node:assert/strict';
import type { JsonSchema } from '../../shared/core/profile/profile.ts';
import type { CompiledSchema, Validator } from '../../shared/core/validation/compile.ts';
import { compileOwn } from '../../shared/core/validation/dynamic.ts';
import type { Compiled, Schemas } from '../../shared/core/validation/generated.ts';
import { type ModuleCode, runOwnCode } from '../../shared/core/validation/own-code.ts';
import type { JsonObject } from '../../shared/core/validation/split-schema.ts';

/** Nothing in it may be without effect. */
export function compileSchema(schema: JsonSchema): Validator {
  return usable(compileAll({ rules: [schema] }).rules[0]);
}

/** The same of a profile's schema. */
export function compileParts(schema: JsonObject): CompiledSchema {
  return usable(compileAll({ schema, rules: [] }).schema);
}

function compileAll(schemas: Schemas) {
  return runOwnCode(new Function('exports', 'require', compileOwn(schemas)) as ModuleCode);
}

function usable<Value>(compiled: Compiled<Value> | undefined): Value {
  assert.ok(compiled?.value !== undefined, compiled?.error);
  assert.deepEqual(compiled.warnings, []);
  return compiled.value;
}
