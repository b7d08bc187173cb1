/** A new policy in place of the one before, which has to allow it. */
import { canonicalJson } from '../../text/canonical-json.ts';
import { neededAdministrators } from '../administration.ts';
import { requireRole } from '../authority.ts';
import { departuresBy } from '../departures.ts';
import type { LedgerEvent } from '../event.ts';
import { eventKind } from '../kind.ts';
import { UUID } from '../names.ts';
import { keysOf, POLICY, type Policy, rolesOf } from '../policy.ts';
import { allKeys, policyRefusal } from '../policy-changes.ts';
import { readersOf } from '../readers.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { ChangeRequest } from '../request.ts';
import { endRequest, openRequest } from '../requests.ts';
import { type Accepted, nullable, record, written } from '../shape.ts';
import { missingText, standingOf } from '../standing.ts';
import type { LedgerState } from '../state.ts';
import { voidApprovals } from '../void-approvals.ts';

const DATA = record({
  policy: POLICY,
  reason: written(),
  /** The approved request; null where the policy before asks for no other's approval. */
  request: nullable(UUID),
});

type Data = Accepted<typeof DATA>;
type Event = LedgerEvent<Data>;

export const policyChanged = eventKind<Data>({
  kind: 'policy.changed',
  data: DATA,
  attachmentsOf: ({ policy }) => [policy.fingerprintKey.attachment ?? []].flat(),
  admit: (state, event) =>
    requireRole(state, event.principal, state.policy.administration.roles, 'change the policy') ??
    (event.data.request === null ? undefined : byRequest(state, event, event.data.request)) ??
    policyRefusal(state, event.data.policy) ??
    (event.data.request === null ? withoutRequest(state, event) : undefined),
  apply: (draft, event) => {
    const { policy, request } = event.data;
    const before = draft.policy;
    const kept = new Set(allKeys(policy));
    for (const key of allKeys(before)) if (!kept.has(key)) draft.revokedKeys.add(key);
    draft.departures = [...draft.departures, ...departuresBy(draft, policy, event.time)];
    draft.policy = policy;
    draft.readers = readersOf(policy, draft.readers, event.seq);
    if (request !== null) endRequest(draft, event, request, { status: 'applied', version: policy.version });
    voidApprovals(draft, before);
  },
  summary: ({ policy, reason }) => `policy ${policy.version}: ${reason}`,
});

function withoutRequest(state: LedgerState, event: Event): Refusal | undefined {
  return neededAdministrators(state.policy) > 0
    ? refuse('not-approved', 'The policy asks for a request that others have approved. File one.')
    : selfPromotion(state, event);
}

function byRequest(state: LedgerState, event: Event, id: string): Refusal | undefined {
  const found = openRequest(state, id, event.time);
  if ('refusal' in found) return found.refusal;
  const { request } = found;
  if (request.subject.kind !== 'policy') {
    return refuse('other-subject', `The request ${id} is not for a change of the policy. Apply it instead.`);
  }
  if (canonicalJson(request.subject.policy) !== canonicalJson(event.data.policy)) {
    return refuse('stale-content', `The policy is not the one that the request ${id} asks for.`);
  }
  const standing = standingOf(state, request, event.time);
  if (standing.stale) return standing.stale;
  if (standing.status === 'approved') return selfPromotion(state, event, request);
  return refuse('not-approved', `The request ${id} still needs ${missingText(standing)}.`);
}

/** Who gives themselves a role, a key or a relaxation needs somebody else who agrees, also where the policy asks for nobody. */
function selfPromotion(state: LedgerState, event: Event, request?: ChangeRequest): Refusal | undefined {
  const { principal } = event;
  if (state.policy.relaxations.selfApproval || !promotes(state.policy, event.data.policy, principal)) {
    return undefined;
  }
  const others = [request?.requester, ...(request?.approvals ?? []).map(approval => approval.principal)];
  if (others.some(other => other !== undefined && other !== principal && administers(state, other)))
    return undefined;
  const message = `${principal} would give themselves a role, a key or the right to approve alone. Let another administrator file a request for it, approve yours, or put it in force.`;
  return refuse('self-promotion', message);
}

function administers({ policy }: LedgerState, principal: string): boolean {
  return rolesOf(policy, principal).some(role => policy.administration.roles.includes(role));
}

function promotes(before: Policy, after: Policy, principal: string): boolean {
  const gains = (held: (policy: Policy, name: string) => readonly string[]): boolean =>
    held(after, principal).some(each => !held(before, principal).includes(each));
  return gains(rolesOf) || gains(keysOf) || relaxes(before, after);
}

/** Else one could be switched on first, and the role be taken by it afterwards. */
function relaxes({ relaxations: before }: Policy, { relaxations: after }: Policy): boolean {
  const { selfApproval, severalRoles } = after;
  return (selfApproval && !before.selfApproval) || (severalRoles && !before.severalRoles);
}
