/** A digest of what a file configures, the same for two files that configure the same, and without any secret in it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { CheckedUnit } from '../validation/check.ts';
import { looksSecret } from '../validation/secret-name.ts';
import { shownValue } from '../validation/shown-value.ts';
import { isTree, type ValueTree } from '../validation/values.ts';

/** `sha256:` + hex over the canonical effective values; of several YAML documents over the list of theirs. */
export function configHash(units: readonly CheckedUnit[]): string {
  const documents = units.map(writeWithoutSecrets);
  const text = documents.length === 1 ? documents.join() : `[${documents.join(',')}]`;
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

/** Canonical JSON without the schema's secrets, those found by name or look, and what a value without schema holds of them. */
function writeWithoutSecrets(unit: CheckedUnit): string {
  return write(unit.effective, '', unit);
}

/** `prefix`: of the paths of its members. */
function write(tree: ValueTree, prefix: string, unit: CheckedUnit): string {
  let members = '';
  for (const key of Object.keys(tree).sort()) {
    const value = tree[key] as JsonValue | ValueTree;
    const path = `${prefix}${key}`;
    if (!isTree(value) && isSecret(path, key, value, unit)) continue;
    const written = isTree(value)
      ? write(value, `${path}.`, unit)
      : canonicalJson(withoutSecrets(value, path, unit));
    members += `${members && ','}${JSON.stringify(key)}:${written}`;
  }
  return `{${members}}`;
}

function isSecret(path: string, name: string, value: JsonValue, { byPath, compiled }: CheckedUnit): boolean {
  const known = byPath.get(path.toLowerCase()) ?? compiled.fields.get(path);
  if (known) return known.secret;
  return looksSecret(name, typeof value === 'string' ? value : undefined);
}

/** Of a list what may be shown: the secrets in it are not. */
function withoutSecrets(value: JsonValue, path: string, { compiled }: CheckedUnit): JsonValue {
  return Array.isArray(value) ? shownValue(value, path, compiled.fields) : value;
}
