/** Who may change the policy, and how many of the others have to approve what one of them wants. */
import type { Policy } from './policy.ts';

/** Those with a key and one of the roles that may change the policy. */
export function administratorsOf({ principals, administration }: Policy): readonly string[] {
  const administers = ({ roles, keys }: Policy['principals'][string]): boolean =>
    keys.length > 0 && roles.some(role => administration.roles.includes(role));
  return Object.entries(principals).flatMap(([name, entry]) => (administers(entry) ? [name] : []));
}

/** How many administrators, other than who asks, have to approve a change of this policy. */
export function neededAdministrators(policy: Policy): number {
  const { approvals } = policy.administration;
  if (typeof approvals === 'number') return approvals;
  return Math.max(0, Math.min(approvals.upTo, administratorsOf(policy).length - 1));
}
