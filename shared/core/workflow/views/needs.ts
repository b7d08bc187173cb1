/** What a request still needs, and who could give it. */
import type { ChangeRequest } from '../../ledger/request.ts';
import { standingOf } from '../../ledger/standing.ts';
import type { LedgerState } from '../../ledger/state.ts';
import type { Terms } from '../../ledger/terms.ts';
import { candidatesFor } from '../candidates.ts';

/** So many people, in any of the roles. */
export interface NeededApproval {
  readonly roles: readonly string[];
  readonly count: number;
}

export interface Need extends NeededApproval {
  /** Those with a key who could, in order of their names. Fewer than `count`: nobody can fulfil it by now. */
  readonly candidates: readonly string[];
}

/** Empty when nothing is missing, and for a request that has ended or expired. One need for each role, or one for all. */
export function needsOf(state: LedgerState, request: ChangeRequest, time: string): readonly Need[] {
  const { status, terms, missing, missingCount } = standingOf(state, request, time);
  if (status !== 'pending' || missingCount === 0) return [];
  return neededApprovals(missing, terms.people === null ? null : missingCount).map(need => ({
    ...need,
    candidates: candidatesFor(state, request, need.roles),
  }));
}

/** What is needed before anybody has approved. */
export function neededOf({ approvers, people }: Terms): readonly NeededApproval[] {
  return neededApprovals(approvers, people);
}

/** `people` null: one in each role. */
function neededApprovals(roles: readonly string[], people: number | null): readonly NeededApproval[] {
  if (people === null) return roles.map(role => ({ roles: [role], count: 1 }));
  return people === 0 ? [] : [{ roles, count: people }];
}

/** `security_admin (sam or both)`. */
export function needText(need: Need): string {
  return `${rolesText(need)} (${need.candidates.join(' or ') || 'nobody who could'})`;
}

/** `security_admin`, or `2 of security_admin or platform_admin`. */
export function rolesText({ roles, count }: NeededApproval): string {
  return `${count > 1 ? `${count} of ` : ''}${roles.join(' or ')}`;
}
