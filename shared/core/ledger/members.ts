/** Policies with somebody more, somebody less, or somebody changed: what `policy.changed` then carries. */
import type { Policy } from './policy.ts';

export interface Member {
  readonly roles: readonly string[];
  /** `type base64` each. */
  readonly keys: readonly string[];
  readonly recipient: string | null;
}

/** The key of fingerprints as it is from then on. */
export type FingerprintKey = Policy['fingerprintKey'];

/** The next version of the policy. Roles that are new are listed with the others. */
export function withMember(
  policy: Policy,
  name: string,
  { roles, keys, recipient }: Member,
  fingerprintKey: FingerprintKey,
): Policy {
  const entry = { roles: sorted(roles), keys: sorted(keys), recipient };
  return {
    ...policy,
    version: policy.version + 1,
    roles: sorted([...policy.roles, ...roles]),
    principals: { ...policy.principals, [name]: entry },
    fingerprintKey,
  };
}

/** What they signed stays valid; their keys never come back. */
export function withoutMember(policy: Policy, name: string, fingerprintKey: FingerprintKey): Policy {
  const principals = Object.entries(policy.principals).filter(([each]) => each !== name);
  return {
    ...policy,
    version: policy.version + 1,
    principals: Object.fromEntries(principals),
    fingerprintKey,
  };
}

/** Of everybody who reads secrets. */
export function recipientsOf({ principals }: Pick<Policy, 'principals'>): readonly string[] {
  return sorted(Object.values(principals).flatMap(({ recipient }) => recipient ?? []));
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
