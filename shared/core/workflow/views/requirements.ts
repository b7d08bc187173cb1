/** Why a change needs what it needs: what the policy says of each of its fields and of its environment. */
import { fieldMatcher } from '../../ledger/field-globs.ts';
import type { Subject } from '../../ledger/request.ts';
import type { LedgerState } from '../../ledger/state.ts';
import {
  environmentTerms,
  type FieldTerms,
  isRollbackToApproved,
  type Terms,
  termsOf,
} from '../../ledger/terms.ts';

export interface Requirements {
  /** Of everything together. */
  readonly terms: Terms;
  /** One for each changed field; empty for a policy. */
  readonly fields: readonly FieldRequirement[];
  /** What the environment adds. */
  readonly environmentApprovers: readonly string[];
  /** Whether one approver is enough because it goes back to what was approved before. */
  readonly isRollbackToApproved: boolean;
}

export interface FieldRequirement extends Omit<FieldTerms, 'fields'> {
  readonly field: string;
  /** The path or glob of the policy that names it; null for what the policy says of all other fields. */
  readonly pattern: string | null;
}

export function requirementsOf(state: LedgerState, subject: Subject): Requirements {
  const terms = termsOf(state, subject);
  if (subject.kind === 'policy') {
    return { terms, fields: [], environmentApprovers: [], isRollbackToApproved: false };
  }
  const { approvals } = state.policy;
  return {
    terms,
    fields: subject.changes.map(({ field }) => requirementOf(state, field)),
    environmentApprovers: environmentTerms(approvals, subject.environment)?.approvers ?? [],
    isRollbackToApproved: isRollbackToApproved(state, subject),
  };
}

function requirementOf({ policy: { approvals } }: LedgerState, field: string): FieldRequirement {
  for (const { fields, ...terms } of approvals.requirements) {
    const pattern = fields.find(each => fieldMatcher([each])(field));
    if (pattern !== undefined) return { field, pattern, ...terms };
  }
  return { field, pattern: null, ...approvals.otherFields };
}
