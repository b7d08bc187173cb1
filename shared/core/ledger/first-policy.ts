/** The policy that a ledger begins with: the profile's proposal, and the people who are there at the beginning. */
import type { ProposedPolicy } from './from-profile.ts';
import { recipientsOf } from './members.ts';
import type { Policy } from './policy.ts';

export interface Founder {
  readonly principal: string;
  /** `type base64`. */
  readonly key: string;
  /** Their age recipient; null: they are to read no secrets. */
  readonly recipient: string | null;
  /** `all`: every role of the profile. `administration`: the one that may change the policy. */
  readonly roles: 'all' | 'administration';
}

export interface Founding {
  readonly founders: readonly Founder[];
  /** Who is alone may approve their own requests, in several roles: they could change nothing without it. */
  readonly relaxations: Policy['relaxations'];
  /** Of the rules that contents are checked by; null: any. */
  readonly ruleSet: string | null;
  /** SHA-256 of the encrypted key of fingerprints; null where nobody reads secrets. */
  readonly fingerprintKey: string | null;
}

export function firstPolicy(
  { roles, approvals, drift }: ProposedPolicy,
  { founders, relaxations, ruleSet, fingerprintKey }: Founding,
): Policy {
  const administration = [administratorAmong(roles)];
  const principals = founders.map(({ principal, key, recipient, roles: held }) => [
    principal,
    { roles: held === 'all' ? roles : administration, keys: [key], recipient },
  ]);
  return {
    version: 1,
    roles,
    principals: Object.fromEntries(principals),
    administration: { roles: administration, approvals: { upTo: 1 } },
    approvals,
    drift,
    ruleSet,
    relaxations,
    fingerprintKey: { generation: fingerprintKey === null ? 0 : 1, attachment: fingerprintKey },
  };
}

/** Where secrets are encrypted to at the beginning. */
export function recipientsAmong(founders: readonly Founder[]): readonly string[] {
  const principals = founders.map(({ principal, recipient }) => [
    principal,
    { roles: [], keys: [], recipient },
  ]);
  return recipientsOf({ principals: Object.fromEntries(principals) });
}

/** The role that sounds most like it: who may change the policy is a role of the profile's like any other. */
function administratorAmong(roles: readonly string[]): string {
  const found = ['administrator', 'security_admin'].find(name => roles.includes(name));
  return found ?? roles.find(role => role.includes('admin')) ?? roles[0] ?? 'administrator';
}
