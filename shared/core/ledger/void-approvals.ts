/** What a change of the policy does to approvals that were given under the one before: who left has not approved. */

import { emergencySelfApproval } from './lone-rollback.ts';
import { keysOf, type Policy, rolesOf } from './policy.ts';
import type { ChangeRequest } from './request.ts';
import { countingPart } from './standing.ts';
import type { Draft } from './state.ts';
import { termsOf } from './terms.ts';

/** `draft` has the new policy already. What is void now does not come back with a later policy. */
export function voidApprovals(draft: Draft, before: Policy): void {
  const { policy } = draft;
  const lostKey = new Set(Object.keys(before.principals).filter(name => losesKey(before, policy, name)));
  for (const request of draft.requests.values()) {
    if (request.ending) continue;
    const approvals = request.approvals
      .filter(({ principal }) => !lostKey.has(principal))
      .flatMap(approval => countingPart(policy, request, approval) ?? []);
    const keeps = request.emergency && !lostKey.has(request.emergency.principal) && mayStand(draft, request);
    draft.requests.set(request.id, { ...request, approvals, emergency: keeps ? request.emergency : null });
  }
}

/** A key that is taken away may have been in the wrong hands, so nothing that waits rests on it. */
function losesKey(before: Policy, after: Policy, name: string): boolean {
  return keysOf(before, name).some(key => !keysOf(after, name).includes(key));
}

function mayStand(draft: Draft, request: ChangeRequest): boolean {
  const { subject, emergency } = request;
  if (!emergency) return false;
  const { policy } = draft;
  const isAllowed = emergencySelfApproval(draft, request, emergency.principal) === undefined;
  const holdsRole = rolesOf(policy, emergency.principal).includes(emergency.role);
  const roleCounts = policy.approvals.emergency.approvers.includes(emergency.role);
  return isAllowed && holdsRole && roleCounts && termsOf(draft, subject).emergencyOverride;
}
