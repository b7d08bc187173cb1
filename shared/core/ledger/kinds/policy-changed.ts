/** A new policy in place of the one before, which has to allow it. */
import { requireRole } from '../authority.ts';
import type { LedgerEvent } from '../event.ts';
import { eventKind } from '../kind.ts';
import { UUID } from '../names.ts';
import { POLICY, type Policy, policyProblem, principalOfKey, rolesOf } from '../policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type Accepted, nullable, record, text } from '../shape.ts';
import type { LedgerState } from '../state.ts';

const DATA = record({
  policy: POLICY,
  reason: text({ max: 2000 }),
  /** The approved request; null where the policy before asks for no other's approval. */
  request: nullable(UUID),
});

type Data = Accepted<typeof DATA>;

export const policyChanged = eventKind<Data>({
  kind: 'policy.changed',
  data: DATA,
  attachmentsOf: ({ policy }) => [policy.fingerprintKey.attachment ?? []].flat(),
  admit: (state, event) =>
    requireRole(state, event.principal, state.policy.administration.roles, 'change the policy') ??
    consistency(state, event.data.policy) ??
    rotation(state, event.data.policy) ??
    approval(state, event),
  apply: (draft, { data }) => {
    for (const key of revokedBy(draft.policy, data.policy)) draft.revokedKeys.add(key);
    draft.policy = data.policy;
    const request = data.request === null ? undefined : draft.requests.get(data.request);
    if (request) draft.requests.set(request.id, { ...request, status: 'applied' });
  },
  summary: ({ policy, reason }) => `policy ${policy.version}: ${reason}`,
});

function consistency(state: LedgerState, policy: Policy): Refusal | undefined {
  const expected = state.policy.version + 1;
  if (policy.version !== expected) {
    const message = `The policy has version ${policy.version}, and ${expected} comes next: it was made from an older one.`;
    return refuse('policy-version', message);
  }
  const returned = keysOf(policy).find(key => state.revokedKeys.has(key));
  if (returned !== undefined) return refuse('revoked-key', 'The policy brings back a key that was revoked.');
  const problem = policyProblem(policy);
  return problem === undefined ? undefined : refuse('policy-inconsistent', problem);
}

/** Who leaves takes the key of fingerprints along, so there has to be another. */
function rotation(state: LedgerState, policy: Policy): Refusal | undefined {
  const kept = recipientsOf(policy);
  const leaves = recipientsOf(state.policy).some(recipient => !kept.includes(recipient));
  const rotated = policy.fingerprintKey.generation > state.policy.fingerprintKey.generation;
  return leaves && !rotated
    ? refuse(
        'policy-inconsistent',
        'A recipient of secrets leaves, and the key of fingerprints stays the same.',
      )
    : undefined;
}

function approval(state: LedgerState, event: LedgerEvent<Data>): Refusal | undefined {
  const { request: id, policy } = event.data;
  if (id !== null) return approvedRequest(state, id, policy);
  if (state.policy.administration.approvals > 0) {
    return refuse('not-approved', 'The policy asks for a request that others have approved.');
  }
  const { selfApproval } = state.policy.relaxations;
  if (selfApproval || !promotes(state.policy, policy, event.principal)) return undefined;
  const message = `${event.principal} would give themselves a role or a key. File a request, and let another administrator approve it.`;
  return refuse('self-promotion', message);
}

function approvedRequest(state: LedgerState, id: string, policy: Policy): Refusal | undefined {
  const request = state.requests.get(id);
  if (request?.subject.kind !== 'policy') {
    return refuse('unknown-request', `There is no request ${id} for a change of the policy.`);
  }
  if (request.status !== 'approved') return refuse('not-approved', `The request ${id} is ${request.status}.`);
  return JSON.stringify(request.subject.policy) === JSON.stringify(policy)
    ? undefined
    : refuse('stale-content', 'The policy is not the one that was approved.');
}

function promotes(before: Policy, after: Policy, principal: string): boolean {
  const held = rolesOf(before, principal);
  const gains = rolesOf(after, principal).some(role => !held.includes(role));
  const gained = keysOf(after).some(
    key => principalOfKey(after, key) === principal && principalOfKey(before, key) !== principal,
  );
  return gains || gained;
}

function revokedBy(before: Policy, after: Policy): string[] {
  const kept = new Set(keysOf(after));
  return keysOf(before).filter(key => !kept.has(key));
}

function keysOf({ principals }: Policy): string[] {
  return Object.values(principals).flatMap(({ keys }) => keys);
}

function recipientsOf({ principals }: Policy): string[] {
  return Object.values(principals).flatMap(({ recipient }) => recipient ?? []);
}
