/** Runs generated code of a team's own schemas, and gives it what it may ask for and nothing else. */
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import { allFormats } from './all-formats.ts';
import { type CompiledSchemas, type Generated, readGenerated } from './generated.ts';
import { jsonEqual } from './json-equal.ts';
import * as keywordFunctions from './keyword-functions.ts';
import { linearPattern } from './pattern.ts';

/** A CommonJS module that was made into a function. */
export type ModuleCode = (exports: object, require: (id: string) => unknown) => void;

export function runOwnCode(run: ModuleCode): CompiledSchemas {
  const exported = {};
  run(exported, resolve);
  return readGenerated(exported as Generated);
}

function resolve(id: string): unknown {
  if (!Object.hasOwn(MODULES, id)) throw new Error(`Generated code asks for ${id}, which there is not.`);
  return MODULES[id];
}

/** For the built-in profiles, scripts/builtin-profiles.mjs resolves the same names. */
const MODULES: Readonly<Record<string, unknown>> = {
  'secure-config:formats': { formats: allFormats },
  'secure-config:keyword-functions': keywordFunctions,
  'secure-config:pattern': { linearPattern },
  'ajv/dist/runtime/equal': { default: jsonEqual },
  'ajv/dist/runtime/ucs2length': { default: ucs2length },
};
