/**
 * Writes the validators of schemas as code that runs without a compiler: for the built-in profiles when the product is
 * built, for a team's own when they are first read. What it means is in generated.ts.
 */
import type { Ajv2020, Format, Options } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { JsonSchema } from '../profile/profile.ts';
import { standardError } from '../profile/standard-schema.ts';
import { createAjv } from './ajv.ts';
import type { Outcome, Outcomes, Schemas } from './generated.ts';
import { objectionTo } from './schema-limits.ts';
import { type SchemaParts, splitSchema } from './split-schema.ts';

export interface GeneratorOptions {
  /** How patterns are compiled, and how code says so. */
  readonly regExp?: NonNullable<NonNullable<Options['code']>['regExp']>;
  /** Whether ajv takes its time to write less. */
  readonly optimize: boolean;
  /** What the module of formats has when the code runs. */
  readonly formats: Readonly<Record<string, Format>>;
}

/**
 * Code of a CommonJS module, ASCII only: `outcomes`, and what was compiled as `root`, `property0`, …, `rule0`, ….
 * Never throws for a schema: what is wrong with it is its outcome.
 */
export function generateCode(
  { schema, rules }: Schemas,
  options: GeneratorOptions,
): { readonly code: string; readonly outcomes: Outcomes } {
  const { formats, ...how } = options;
  const heard: string[] = [];
  const ajv = createAjv({ source: true, lines: true, ...how }, message => heard.push(message), formats);
  const names: Named[] = [];
  const attempt = (whole: JsonSchema, compile: () => readonly Named[]): Outcome => {
    try {
      refuse(whole);
      names.push(...compile());
      return { warnings: heard.splice(0).flatMap(warningsIn) };
    } catch (error) {
      return { error: reason(error), warnings: heard.splice(0).flatMap(warningsIn) };
    }
  };
  const ofRules = rules.map((must, at) => attempt(must, () => [compileAs(`rule${at}`, must, ajv)]));
  let properties: readonly string[] = [];
  const ofSchema =
    schema &&
    attempt(schema, () => {
      const parts = splitSchema(schema);
      properties = [...parts.properties.keys()];
      return compileParts(parts, ajv);
    });
  const outcomes: Outcomes = { rules: ofRules, ...(ofSchema && { schema: { ...ofSchema, properties } }) };
  const validators = standaloneCode(ajv, Object.fromEntries(names));
  const code = `${withDataAsJson(validators)}\nexports.outcomes = ${parsed(JSON.stringify(outcomes))};\n`;
  return { code: asciiOnly(code), outcomes };
}

/** Name of an export, and what ajv knows its schema by. */
type Named = readonly [name: string, id: string];

/** A keyword without meaning: the parts are compiled one by one, but what several of them refer to once. */
const PARTS = 'x-parts';

function compileParts({ root, properties, definitions }: SchemaParts, ajv: Ajv2020): readonly Named[] {
  const compiled = compileAs('root', root, ajv);
  ajv.addSchema({ ...definitions, [PARTS]: [...properties.values()] }, 'whole');
  const parts = Array.from({ length: properties.size }, (_, at) =>
    compileId(`property${at}`, `whole#/${PARTS}/${at}`, ajv),
  );
  return [compiled, ...parts];
}

function compileAs(name: string, schema: JsonSchema, ajv: Ajv2020): Named {
  ajv.addSchema(withoutIdentity(schema), name);
  return compileId(name, name, ajv);
}

function compileId(name: string, id: string, ajv: Ajv2020): Named {
  const validate = ajv.getSchema(id);
  if (!validate) throw new Error(`There is no schema ${id}.`);
  // Of ajv's own, and its answer is a promise, which nobody waits for.
  if ('$async' in validate)
    throw new Error('It uses `$async`, which is no keyword of JSON Schema. Remove it.');
  return [name, id];
}

/** `$schema` and `$id` say where a schema lives, which would make ajv look elsewhere for it. */
function withoutIdentity(schema: JsonSchema): JsonSchema {
  if (typeof schema === 'boolean') return schema;
  const { $schema, $id, ...rest } = schema;
  return rest;
}

function refuse(schema: JsonSchema): void {
  const objection = objectionTo(schema);
  if (objection !== undefined) throw new Error(objection);
  const error = standardError(schema);
  if (!error) return;
  const place = error.instancePath || '/';
  throw new Error(
    `JSON Schema does not allow what stands at \`${place}\`. Correct the keyword or its value.`,
  );
}

/** Keywords that begin with `x-` are anybody's own, and have no effect on purpose. */
function warningsIn(message: string): readonly string[] {
  const unknown = /unknown keyword: "(.*)"/.exec(message)?.[1];
  if (unknown === undefined)
    return [`A part of the schema has no effect: ${message.replace('strict mode: ', '')}.`];
  if (unknown.startsWith('x-')) return [];
  return [
    `\`${unknown}\` is not a keyword of JSON Schema or of ours, so it has no effect. Correct or remove it.`,
  ];
}

/** Without the names that only we give to schemas. */
function reason(error: unknown): string {
  if (error instanceof RangeError) return 'It is nested too deeply. Make it flatter.';
  return error instanceof Error ? error.message.replace(/ from id \S+$/, '') : String(error);
}

const SCHEMA_LINE = /^const (schema\d+) = (.*);$/gm;

/**
 * Schemas that the code refers to are read as JSON, where `__proto__` is a key like any other, and the rest are left out:
 * ajv writes all of them down as objects.
 */
function withDataAsJson(code: string): string {
  const uses = new Map<string, number>();
  for (const [name] of code.matchAll(/\bschema\d+\b/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return code.replace(SCHEMA_LINE, (_, name: string, json: string) =>
    uses.get(name) === 1 ? '' : `const ${name} = ${parsed(json)};`,
  );
}

function parsed(json: string): string {
  return `JSON.parse(${JSON.stringify(json)})`;
}

/** What is kept as text of one byte for each character takes half of the memory. Outside of texts there is nothing else. */
function asciiOnly(code: string): string {
  return code.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
