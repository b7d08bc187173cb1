/** What the JSON Schemas of our own files, and JSON Schema's own, object to. The same schemas complete our files in editors. */

import { manifest, profile, rule } from 'secure-config:file-schemas';
import { standard } from 'secure-config:json-schema';
import type { ErrorObject } from 'ajv';
import type { JsonSchema, JsonValue } from './profile.ts';

export type FileKind = 'manifest' | 'profile' | 'rule';

/** Every error, with the schema that objects; none when the value is as its schema asks. */
export function fileErrors(kind: FileKind, value: JsonValue): readonly ErrorObject[] {
  const validate = { manifest, profile, rule }[kind];
  return validate(value) ? [] : (validate.errors ?? []);
}

/** What the JSON Schema standard objects to in a schema; undefined when nothing. */
export function standardError(schema: JsonSchema): ErrorObject | undefined {
  if (typeof schema === 'boolean') return undefined;
  const { $schema, ...keywords } = schema;
  return standard(keywords) ? undefined : standard.errors?.[0];
}
