/**
 * Which fields a content changes, as a request states it and everybody can compute it: from what the ledger keeps, without a
 * key. Who files, who approves, who can decrypt and who cannot come to the same, and so does whoever looks in ten years.
 */
import { compareSides, type Difference, fieldChangeOf } from '../drift/compare.ts';
import type { Side } from '../drift/side.ts';
import type { DriftPolicy } from '../ledger/policy.ts';
import type { FieldChange } from '../ledger/request.ts';
import { canonicalJson } from '../text/canonical-json.ts';

export interface Claims {
  readonly differences: readonly Difference[];
  /** Of the differences, each once, in order of their canonical JSON. */
  readonly changes: readonly FieldChange[];
  /** Secrets that count as changed because nobody can tell without reading them: the key of fingerprints is another one. */
  readonly uncertain: readonly string[];
}

/** Of sides that were read from the ledger, or from what would go into it: not from decrypted files. */
export function claimsOf(before: readonly Side[], after: readonly Side[], drift: DriftPolicy): Claims {
  const { differences, unknown } = compareSides(before, after, { drift, countsUnknown: true });
  const changes = new Map(differences.map(fieldChangeOf).map(each => [canonicalJson(each), each]));
  return {
    differences,
    changes: [...changes.keys()].sort().flatMap(key => changes.get(key) ?? []),
    uncertain: [...new Set(unknown.map(({ field }) => field))],
  };
}
