/** What the JSON Schemas of our own files object to. The same schemas complete our files in editors. */
import { files } from 'secure-config:file-schemas';
import type { SchemaError } from '../validation/json-schema/check.ts';
import { ownValidator } from './own-validator.ts';
import type { JsonValue } from './profile.ts';

export type FileKind = 'manifest' | 'profile' | 'rule';

const VALIDATORS = {
  manifest: ownValidator(files, '#/manifest'),
  profile: ownValidator(files, '#/profile'),
  rule: ownValidator(files, '#/rule'),
};

/** Every error, with the schema that objects; none when the value is as its schema asks. */
export function fileErrors(kind: FileKind, value: JsonValue): readonly SchemaError[] {
  return VALIDATORS[kind](value);
}
