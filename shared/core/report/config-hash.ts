/** A digest of what a file configures, the same for two files that configure the same, and without any secret in it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { CheckedUnit } from '../validation/check.ts';
import { looksSecret } from '../validation/secret-name.ts';
import { isMemberSecretBeside } from '../validation/secret-neighbour.ts';
import { shownValue } from '../validation/shown-value.ts';
import { isTree, type ValueTree } from '../validation/values.ts';

/** `sha256:` + hex over the canonical effective values; of several YAML documents over the list of theirs. */
export function configHash(units: readonly CheckedUnit[]): string {
  const documents = units.map(unit => write(unit.effective, [], unit));
  const text = documents.length === 1 ? documents.join() : `[${documents.join(',')}]`;
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

/**
 * Canonical JSON without the schema's secrets, those found by name or look, and what a value without schema holds of them.
 * `around`: the keys that lead to the tree.
 */
function write(tree: ValueTree, around: readonly string[], unit: CheckedUnit): string {
  let members = '';
  const entries = Object.entries(tree);
  for (const key of Object.keys(tree).sort()) {
    const value = tree[key] as JsonValue | ValueTree;
    const parts = [...around, key];
    if (isSecret(parts, value, entries, unit)) continue;
    const written = isTree(value)
      ? write(value, parts, unit)
      : canonicalJson(withoutSecrets(value, parts, unit));
    members += `${members && ','}${JSON.stringify(key)}:${written}`;
  }
  return `{${members}}`;
}

function isSecret(
  parts: readonly string[],
  value: JsonValue | ValueTree,
  siblings: readonly (readonly [string, unknown])[],
  { byPath, compiled: { fields } }: CheckedUnit,
): boolean {
  const path = parts.join('.');
  const name = parts.at(-1) ?? '';
  const setting = byPath.get(path.toLowerCase());
  // A group in one variable is looked into: the same values in many variables have the same digest.
  if (setting && (!isTree(value) || setting.node.kind === 'map')) return setting.secret;
  if (fields.isSecret(parts) || isMemberSecretBeside(siblings, name)) return true;
  if (isTree(value) || fields.has(path)) return false;
  return looksSecret(name, typeof value === 'string' ? value : undefined);
}

/** Of a list what may be shown: the secrets in it are not. */
function withoutSecrets(value: JsonValue, parts: readonly string[], { compiled }: CheckedUnit): JsonValue {
  return Array.isArray(value) ? shownValue(value, parts.join('.'), compiled.fields) : value;
}
