/** What the JSON Schema standard objects to in a schema: apart from file-schemas.ts, as only who compiles schemas needs it. */
import { standard } from 'secure-config:json-schema';
import type { ErrorObject } from 'ajv';
import type { JsonSchema } from './profile.ts';

/** Undefined when nothing. */
export function standardError(schema: JsonSchema): ErrorObject | undefined {
  if (typeof schema === 'boolean') return undefined;
  const { $schema, ...keywords } = schema;
  return standard(keywords) ? undefined : standard.errors?.[0];
}
