/** Which policy may come after the one in force, whoever asks for it. */
import { recipientsOf } from './members.ts';
import { type Policy, policyProblem } from './policy.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { LedgerState } from './state.ts';

export function policyRefusal(state: LedgerState, policy: Policy): Refusal | undefined {
  const expected = state.policy.version + 1;
  if (policy.version !== expected) {
    const message = `The policy has version ${policy.version}, and ${expected} comes next: it was made from an older one.`;
    return refuse('policy-version', message);
  }
  const returned = allKeys(policy).find(key => state.revokedKeys.has(key));
  if (returned !== undefined) return refuse('revoked-key', 'The policy brings back a key that was revoked.');
  const problem = policyProblem(policy) ?? rotationProblem(state.policy, policy);
  return problem === undefined ? undefined : refuse('policy-inconsistent', problem);
}

export function allKeys({ principals }: Policy): string[] {
  return Object.values(principals).flatMap(({ keys }) => keys);
}

/** Who leaves takes the key of fingerprints along, so there has to be another. */
function rotationProblem(before: Policy, after: Policy): string | undefined {
  const kept = recipientsOf(after);
  const leaves = recipientsOf(before).some(recipient => !kept.includes(recipient));
  const [was, will] = [before.fingerprintKey.generation, after.fingerprintKey.generation];
  if (will < was)
    return 'A generation of the key of fingerprints would come again: two keys would pass for one.';
  return leaves && will === was
    ? 'A recipient of secrets leaves, and the key of fingerprints stays the same.'
    : undefined;
}
