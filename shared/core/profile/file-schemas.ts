/** What the JSON Schemas of our own files object to. The same schemas complete our files in editors. */

import { manifest, profile, rule } from 'secure-config:file-schemas';
import type { ErrorObject } from 'ajv';
import type { JsonValue } from './profile.ts';

export type FileKind = 'manifest' | 'profile' | 'rule';

/** Every error, with the schema that objects; none when the value is as its schema asks. */
export function fileErrors(kind: FileKind, value: JsonValue): readonly ErrorObject[] {
  const validate = { manifest, profile, rule }[kind];
  return validate(value) ? [] : (validate.errors ?? []);
}
