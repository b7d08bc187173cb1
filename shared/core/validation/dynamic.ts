/**
 * Compiles schemas that come with a repository. It is only loaded when there is one, and treats it as hostile: patterns
 * run in a linear-time engine, and a schema whose check could take long is refused.
 */
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { JsonSchema } from '../profile/profile.ts';
import { standardError } from '../profile/standard-schema.ts';
import { createAjv } from './ajv.ts';
import type { CompiledSchema, SchemaCompiler, SchemaError, Validator, Warn } from './compile.ts';
import { formats } from './formats.ts';
import { linearMatcher } from './pattern.ts';
import { objectionTo } from './schema-limits.ts';
import { type JsonObject, splitSchema } from './split-schema.ts';

const LINEAR = Object.assign((pattern: string) => linearPattern(pattern), { code: 'linearPattern' });
const NO_ERRORS: readonly SchemaError[] = [];

/** The compiler throws an Error that says what is wrong with the schema. Setting up ajv is dear: make one for a profile. */
export function createSchemaCompiler(): SchemaCompiler {
  const heard: string[] = [];
  let wholes = 0;
  // The standard's own schema was compiled with the product: see standardObjection.
  const unchecked = { meta: false, validateSchema: false };
  const ajv = createAjv({ regExp: LINEAR, optimize: false }, message => heard.push(message), unchecked);
  for (const [name, format] of Object.entries(fullFormats)) {
    if (!Object.hasOwn(formats, name)) ajv.addFormat(name, format);
  }
  const compile = (schema: JsonSchema, warn: Warn): Validator => {
    refuse(objectionTo(schema) ?? standardObjection(schema));
    const validate = ajv.compile(withoutIdentity(schema));
    for (const message of heard.splice(0)) heed(message, warn);
    return toValidator(validate);
  };
  const compileParts = (schema: JsonObject, warn: Warn): CompiledSchema => {
    refuse(objectionTo(schema) ?? standardObjection(schema));
    const { root, properties, definitions } = splitSchema(schema);
    const compiled = compile(root, warn);
    const whole = `whole${wholes++}`;
    ajv.addSchema({ ...definitions, [PARTS]: [...properties.values()] }, whole);
    const parts = [...properties.keys()].map((name, at): [string, Validator] => [
      name,
      compilePart(ajv, `${whole}#/${PARTS}/${at}`),
    ]);
    for (const message of heard.splice(0)) heed(message, warn);
    return { root: compiled, properties: new Map(parts) };
  };
  return { compile, compileParts };
}

/** A keyword without meaning: the parts are compiled one by one, but what several of them refer to once. */
const PARTS = 'x-parts';

function compilePart(ajv: Ajv2020, id: string): Validator {
  const validate = ajv.getSchema(id);
  if (!validate) throw new Error(`There is no schema ${id}.`);
  return toValidator(validate as ValidateFunction);
}

function refuse(objection: string | undefined): void {
  if (objection !== undefined) throw new Error(objection);
}

function standardObjection(schema: JsonSchema): string | undefined {
  const error = standardError(schema);
  if (!error) return undefined;
  return `JSON Schema does not allow what stands at \`${error.instancePath || '/'}\`. Correct the keyword or its value.`;
}

/** Keywords that begin with `x-` are anybody's own, and have no effect on purpose. */
function heed(message: string, warn: (message: string) => void): void {
  const unknown = /unknown keyword: "(.*)"/.exec(message)?.[1];
  if (unknown === undefined)
    warn(`A part of the schema has no effect: ${message.replace('strict mode: ', '')}.`);
  else if (!unknown.startsWith('x-')) {
    warn(
      `\`${unknown}\` is not a keyword of JSON Schema or of ours, so it has no effect. Correct or remove it.`,
    );
  }
}

function toValidator(validate: ValidateFunction): Validator {
  return value => (validate(value) ? NO_ERRORS : (validate.errors ?? NO_ERRORS));
}

/** `$schema` and `$id` say where a schema lives, which would make ajv look elsewhere for it. */
function withoutIdentity(schema: JsonSchema): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const { $schema, $id, ...rest } = schema;
  return rest;
}

/** What ajv asks of a pattern: a test, and a text that no other pattern has, because it keeps them by it. */
function linearPattern(pattern: string): RegExp {
  return { test: linearMatcher(pattern), toString: () => `/${pattern}/u` } as RegExp;
}
