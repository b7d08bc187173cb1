/** Whether a change makes a configuration less secure, by what the drift policy says of its field. */
import { fieldMatcher } from '../ledger/field-globs.ts';
import type { DriftPolicy } from '../ledger/policy.ts';
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';

type Downgrade = DriftPolicy['downgrades'][number];

/**
 * Of effective values: the default where a field that has one is left out. `undefined`: there is none, or nobody can
 * tell. What was secure and cannot be told any longer is lost, so that counts too.
 */
export function isDowngrade(
  field: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  { downgrades }: DriftPolicy,
): boolean {
  if (before === undefined) return false;
  return downgrades.some(rule => fieldMatcher(rule.fields)(field) && isLessSecure(rule, before, after));
}

function isLessSecure(rule: Downgrade, before: JsonValue, after: JsonValue | undefined): boolean {
  switch (rule.kind) {
    case 'flag':
      return same(before, rule.from) && (after === undefined || same(after, rule.to));
    case 'ladder':
      return rungOf(after, rule.rungs) < rungOf(before, rule.rungs);
    case 'leaves':
      return rungOf(before, rule.secure) >= 0 && rungOf(after, rule.secure) < 0;
    case 'growth':
      if (typeof before !== 'number') return false;
      return typeof after !== 'number' || after > before * rule.beyond;
  }
}

/** -1 for what stands on none. */
function rungOf(value: JsonValue | undefined, rungs: readonly JsonValue[]): number {
  return value === undefined ? -1 : rungs.findIndex(rung => same(rung, value));
}

function same(a: JsonValue, b: JsonValue): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
