/** Who could still approve a request. */
import { rolesOf } from '../ledger/policy.ts';
import type { ChangeRequest } from '../ledger/request.ts';
import { mayApproveOwn } from '../ledger/self-approval.ts';
import type { LedgerState } from '../ledger/state.ts';

/** Those with a key who hold one of the roles and may use it for this request, in order of their names. */
export function candidatesFor(
  { policy }: LedgerState,
  { requester, approvals, subject }: Pick<ChangeRequest, 'requester' | 'approvals' | 'subject'>,
  roles: readonly string[],
): readonly string[] {
  const { severalRoles } = policy.relaxations;
  const mayApprove = (name: string): boolean => {
    const before = approvals.filter(({ principal }) => principal === name).flatMap(each => each.roles);
    const held = rolesOf(policy, name).filter(role => roles.includes(role) && !before.includes(role));
    const isFree = before.length === 0 || severalRoles;
    return held.length > 0 && isFree && (name !== requester || mayApproveOwn(policy, subject));
  };
  return Object.entries(policy.principals)
    .filter(([name, { keys }]) => keys.length > 0 && mayApprove(name))
    .map(([name]) => name)
    .sort();
}
