/** The part of a policy that is written by hand: all but who there is, which `ledger member` changes with its keys. */
import type { JsonValue } from '../profile/profile.ts';
import { POLICY, type Policy } from './policy.ts';

const PARTS = ['roles', 'administration', 'approvals', 'drift', 'ruleSet', 'relaxations'] as const;

export function policyPart({
  roles,
  administration,
  approvals,
  drift,
  ruleSet,
  relaxations,
}: Policy): Pick<Policy, (typeof PARTS)[number]> {
  return { roles, administration, approvals, drift, ruleSet, relaxations };
}

export type Edited = { readonly policy: Policy } | { readonly problem: string };

/** The policy that comes next with these parts. Those that are left out stay as they are. Lists that are sets may be in any order. */
export function withPart(policy: Policy, part: JsonValue | undefined): Edited {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return { problem: NO_MAPPING };
  const known: readonly string[] = PARTS;
  const unknown = Object.keys(part).find(key => !known.includes(key));
  if (unknown !== undefined) return { problem: `${unknown} is none of ${PARTS.join(', ')}.` };
  const next = inOrder({ ...policy, ...part, version: policy.version + 1 } as unknown as JsonValue);
  const problem = POLICY(next, 'policy');
  return problem === undefined ? { policy: next as unknown as Policy } : { problem: `${problem}.` };
}

const NO_MAPPING = `It has to be a mapping with some of ${PARTS.join(', ')}.`;

/** Roles and approvers are sets, of which the ledger has one spelling. */
function inOrder(value: JsonValue, key = ''): JsonValue {
  if (Array.isArray(value)) {
    const isSet = (key === 'roles' || key === 'approvers') && value.every(each => typeof each === 'string');
    return isSet ? [...new Set(value as string[])].sort() : value.map(each => inOrder(each));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inOrder(each, name)]));
}
