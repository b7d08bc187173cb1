/** A difference as people are shown it: as each side wrote it, secrets covered. */
import type { Difference } from '../../drift/compare.ts';
import type { FieldDifference } from './version.ts';

export function showDifference(difference: Difference): FieldDifference {
  const { field, change, secret, downgrade, before, after } = difference;
  return {
    field,
    change,
    secret,
    downgrade,
    before: before?.written ?? null,
    after: after?.written ?? null,
    path: (after ?? before)?.file ?? null,
  };
}
