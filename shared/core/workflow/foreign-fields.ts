/** Whether a rollback that keeps today's secrets has everything from where it says. */
import { compareSides } from '../drift/compare.ts';
import type { Side } from '../drift/side.ts';
import type { DriftPolicy } from '../ledger/policy.ts';

export interface RollbackSides {
  readonly content: readonly Side[];
  /** The version to go back to. */
  readonly restored: readonly Side[];
  /** The version that was active. */
  readonly base: readonly Side[];
}

/** Fields that are neither as in the old version nor, being secret, as in the active one. */
export function foreignFields({ content, restored, base }: RollbackSides, drift: DriftPolicy): string[] {
  const unlikeOld = compareSides(restored, content, { drift }).differences;
  const unlikeActive = new Set(compareSides(base, content, { drift }).differences.map(({ key }) => key));
  return unlikeOld.filter(({ key, secret }) => !secret || unlikeActive.has(key)).map(({ field }) => field);
}
