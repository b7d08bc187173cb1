/** Writes the validators of a profile as code, when the product is built: the built-in ones need no compiler to run. */
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Profile } from '../profile/profile.ts';
import { createAjv } from './ajv.ts';
import { splitSchema } from './split-schema.ts';

export interface StandaloneProfile {
  /** A CommonJS module: `root`, `property0`, `property1`, …, `rule0`, `rule1`, … */
  readonly code: string;
  /** Names of the top-level properties, in the order of their validators; absent: no schema. */
  readonly properties?: readonly string[];
}

/** Patterns become native ones: only for profiles that we wrote. Throws when a schema does not compile. */
export function standaloneProfile(profile: Profile): StandaloneProfile {
  const ajv = createAjv({ source: true, lines: true }, message => {
    throw new Error(message);
  });
  const schema = typeof profile.schema === 'object' ? splitSchema(profile.schema) : undefined;
  const properties = schema && [...schema.properties];
  if (schema) ajv.addSchema(withoutIdentity(schema.root), 'root');
  for (const [index, [, part]] of (properties ?? []).entries()) {
    ajv.addSchema({ ...part, ...schema?.definitions }, `property${index}`);
  }
  for (const [index, rule] of profile.rules.entries()) ajv.addSchema(rule.must, `rule${index}`);
  const names = [
    ...(schema ? ['root'] : []),
    ...(properties ?? []).map((_, index) => `property${index}`),
    ...profile.rules.map((_, index) => `rule${index}`),
  ];
  const code = standaloneCode(ajv, Object.fromEntries(names.map(name => [name, name])));
  return { code, ...(properties && { properties: properties.map(([name]) => name) }) };
}

/** `$schema` and `$id` say where a schema lives, which would make ajv look elsewhere for it. */
function withoutIdentity<Schema>(schema: Schema): Schema {
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id'),
  ) as Schema;
}
