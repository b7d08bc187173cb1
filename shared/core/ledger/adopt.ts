/** The policy as the project's files propose it now: what is edited there holds only once the ledger has taken it over. */
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { ProposedPolicy } from './from-profile.ts';
import type { Policy } from './policy.ts';

/** What a person does about contents that were checked by other rules than those in force: the end of a sentence. */
export const ADOPT_RULES =
  'let the policy adopt the project’s rules: Secure Config: Propose Policy Change in the editor, secure-config ledger policy adopt on the command line';

export type Adopted = 'approvals' | 'drift' | 'ruleSet';

/** What would change, in this order; empty when the ledger has all of it. */
export function toAdopt(policy: Policy, proposed: ProposedPolicy, ruleSet: string): readonly Adopted[] {
  const differs = (name: 'approvals' | 'drift'): boolean =>
    canonicalJson(policy[name] as unknown as JsonValue) !==
    canonicalJson(proposed[name] as unknown as JsonValue);
  return [
    ...(differs('approvals') || lacksRole(policy, proposed) ? (['approvals'] as const) : []),
    ...(differs('drift') ? (['drift'] as const) : []),
    ...(policy.ruleSet === ruleSet ? [] : (['ruleSet'] as const)),
  ];
}

function lacksRole(policy: Policy, { roles }: ProposedPolicy): boolean {
  return roles.some(role => !policy.roles.includes(role));
}

/** The next version of the policy. Members, and roles that they hold, stay. */
export function withProposal(
  policy: Policy,
  { roles, approvals, drift }: ProposedPolicy,
  ruleSet: string,
): Policy {
  return {
    ...policy,
    version: policy.version + 1,
    roles: [...new Set([...policy.roles, ...roles])].sort(),
    approvals,
    drift,
    ruleSet,
  };
}
