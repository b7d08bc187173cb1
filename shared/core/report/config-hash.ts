/** A digest of what a file configures, the same for two files that configure the same, and without any secret in it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { setOwn } from '../document/json.ts';
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { CheckedUnit } from '../validation/check.ts';
import { looksSecret } from '../validation/secret-name.ts';
import { isTree, type ValueTree } from '../validation/values.ts';

/** `sha256:` + hex over the canonical effective values; of several YAML documents over the list of theirs. */
export function configHash(units: readonly CheckedUnit[]): string {
  const documents = units.map(unit => withoutSecrets(unit));
  const text = canonicalJson(documents.length === 1 ? (documents[0] ?? {}) : documents);
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

/** The schema's secrets, those found by name or look, and what a value without schema holds of them. */
function withoutSecrets({ effective, byPath, compiled }: CheckedUnit): JsonValue {
  const isSecret = (path: string, name: string, value: unknown): boolean => {
    const known = byPath.get(path) ?? compiled.fields.get(path);
    if (known) return known.secret;
    return looksSecret(name, typeof value === 'string' ? value : undefined);
  };
  const strip = (tree: object, prefix: string): ValueTree => {
    const kept: ValueTree = {};
    for (const [key, value] of Object.entries(tree)) {
      const path = `${prefix}${key}`.toLowerCase();
      if (isTree(value)) setOwn(kept, key, strip(value, `${path}.`));
      else if (!isSecret(path, key, value)) setOwn(kept, key, value);
    }
    return kept;
  };
  return strip(effective, '') as JsonValue;
}
