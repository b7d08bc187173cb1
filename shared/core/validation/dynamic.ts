/**
 * Compiles schemas that come with a repository. It is only loaded when there is one that was not compiled before, and
 * treats it as hostile: patterns run in a linear-time engine, and a schema whose check could take long is refused.
 */
import { allFormats } from './all-formats.ts';
import type { Schemas } from './generated.ts';
import { linearPattern } from './pattern.ts';
import { generateCode } from './standalone.ts';

/** As own-code.ts resolves it. */
const LINEAR = Object.assign((pattern: string) => linearPattern(pattern), {
  code: 'require("secure-config:pattern").linearPattern',
});

/** Code for `runOwnCode`. What is wrong with a schema is its outcome. */
export function compileOwn(schemas: Schemas): string {
  return generateCode(schemas, { regExp: LINEAR, optimize: false, formats: allFormats }).code;
}
