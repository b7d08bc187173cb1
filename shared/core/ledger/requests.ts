/** What the kinds of events about requests ask and do alike. */
import type { LedgerEvent } from './event.ts';
import { type Refusal, refuse } from './refusal.ts';
import {
  type Binding,
  baseOf,
  type ChangeRequest,
  type Ending,
  type Proposal,
  proposalDigest,
  ruleSetOf,
} from './request.ts';
import { corruptionRefusal } from './rollbacks.ts';
import { staleness } from './standing.ts';
import type { Draft, LedgerState } from './state.ts';
import { termsOf } from './terms.ts';

export type Found = { readonly request: ChangeRequest } | { readonly refusal: Refusal };

export function findRequest(state: LedgerState, id: string): Found {
  const request = state.requests.get(id);
  return request ? { request } : { refusal: refuse('unknown-request', `There is no request ${id}.`) };
}

/** A request that has not ended, nor expired by `time`. */
export function openRequest(state: LedgerState, id: string, time: string): Found {
  const found = unendedRequest(state, id);
  if ('refusal' in found || time <= found.request.expires) return found;
  const message = `The request ${id} expired at ${found.request.expires}. File a new one.`;
  return { refusal: refuse('expired', message) };
}

export function unendedRequest(state: LedgerState, id: string): Found {
  const found = findRequest(state, id);
  const ending = 'request' in found ? found.request.ending : null;
  if (!ending) return found;
  const message = `The request ${id} was ${ending.status} by ${ending.principal} at ${ending.time}, and that is final. File a new one.`;
  return { refusal: refuse('final', message) };
}

/** An open request of which `binding` says the truth, and which could be applied by what is in force. */
export function boundRequest(state: LedgerState, binding: Binding, time: string): Found {
  const found = openRequest(state, binding.request, time);
  if ('refusal' in found) return found;
  const { subject, digest } = found.request;
  if (binding.digest !== digest) return { refusal: refuseOtherContent(found.request) };
  const stale = staleness(state, subject) ?? corruptionRefusal(state, subject);
  if (stale) return { refusal: stale };
  if (binding.base !== baseOf(subject)) {
    return {
      refusal: refuse(
        'stale-base',
        `This names another base than the request ${binding.request}. Look at it again.`,
      ),
    };
  }
  if (binding.ruleSet !== ruleSetOf(subject)) {
    const message = `This names other rules than those that the request ${binding.request} was checked by. Look at it again.`;
    return { refusal: refuse('stale-rules', message) };
  }
  return found;
}

export function refuseOtherContent({ id, edited }: ChangeRequest): Refusal {
  const why = edited === null ? 'is not what was looked at' : `was edited at ${edited}`;
  return refuse('stale-content', `The request ${id} ${why}. Look at it again, as it is now.`);
}

/** What a proposal makes of a request, when it is filed and when it is edited. Approvals of another one are void. */
export function proposed(state: LedgerState, proposal: Proposal, filed: string) {
  const { subject, justification, impact, rollbackPlan } = proposal;
  return {
    subject,
    justification,
    impact,
    rollbackPlan,
    digest: proposalDigest(proposal),
    policyVersion: state.policy.version,
    expires: after(filed, termsOf(state, subject).expiresAfterSeconds),
    approvals: [],
    emergency: null,
  };
}

export function after(time: string, seconds: number): string {
  return new Date(Date.parse(time) + seconds * 1000).toISOString();
}

export function updateRequest(draft: Draft, id: string, changes: Partial<ChangeRequest>): void {
  const request = draft.requests.get(id);
  if (request) draft.requests.set(id, { ...request, ...changes });
}

export function endRequest(
  draft: Draft,
  { principal, time }: LedgerEvent<unknown>,
  id: string,
  ending: Pick<Ending, 'status'> & Partial<Ending>,
): void {
  updateRequest(draft, id, { ending: { principal, time, reason: '', version: null, ...ending } });
}
