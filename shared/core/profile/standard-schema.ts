/** What the JSON Schema standard objects to in a schema: apart from file-schemas.ts, as only who compiles schemas needs it. */
import { standard } from 'secure-config:json-schema';
import type { SchemaError } from '../validation/json-schema/check.ts';
import { ownValidator } from './own-validator.ts';
import type { JsonSchema } from './profile.ts';

const VALIDATE = ownValidator(standard);

/** Undefined when nothing. */
export function standardError(schema: JsonSchema): SchemaError | undefined {
  if (typeof schema === 'boolean') return undefined;
  const { $schema, ...keywords } = schema;
  return VALIDATE(keywords)[0];
}
