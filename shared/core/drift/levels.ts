/** What a drift policy says of a field. */

import type { Severity } from '../document/document.ts';
import { fieldMatcher } from '../ledger/field-globs.ts';
import type { DriftPolicy } from '../ledger/policy.ts';

export interface Levels {
  readonly severity: DriftPolicy['otherFields']['severity'];
  readonly protected: boolean;
  readonly needsApproval: boolean;
  /** An entry of the policy names the field. */
  readonly isNamed: boolean;
}

/** The first entry that names the field counts; else what holds for all others. */
export function levelsBy({ fields, otherFields }: DriftPolicy): (field: string) => Levels {
  const entries = fields.map(levels => ({ levels, names: fieldMatcher(levels.fields) }));
  return field => {
    const entry = entries.find(({ names }) => names(field));
    const { severity, protected: isProtected, needsApproval } = entry?.levels ?? otherFields;
    return { severity, protected: isProtected, needsApproval, isNamed: entry !== undefined };
  };
}

/** As a finding has it. */
export const SEVERITIES: Readonly<Record<Levels['severity'], Severity>> = {
  critical: 'critical',
  high: 'error',
  medium: 'warning',
  low: 'info',
};
