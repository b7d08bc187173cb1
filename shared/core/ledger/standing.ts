/** Where a request stands at one moment: everything about it that follows from the policy, the baseline and the time. */
import { ADOPT_RULES } from './adopt.ts';
import type { Policy } from './policy.ts';
import { rolesOf } from './policy.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Approval, baseOf, type ChangeRequest, ruleSetOf, type Subject, targetOf } from './request.ts';
import { mayApproveOwn } from './self-approval.ts';
import type { LedgerState } from './state.ts';
import { type Terms, termsOf } from './terms.ts';

export type RequestStatus = 'pending' | 'approved' | 'rejected' | 'expired' | 'cancelled' | 'applied';

export interface Standing {
  readonly status: RequestStatus;
  readonly terms: Terms;
  /** Roles in which an approval would still count. */
  readonly missing: readonly string[];
  /** How many approvals are missing at least. */
  readonly missingCount: number;
  /** Why it has to be edited before anybody can approve or apply it. */
  readonly stale: Refusal | undefined;
}

/** `time` in ISO 8601, as events write it. */
export function standingOf(state: LedgerState, request: ChangeRequest, time: string): Standing {
  const terms = termsOf(state, request.subject);
  const lacking = lackingOf(terms, request.approvals);
  const stale = staleness(state, request.subject);
  return { status: statusOf(request, time, stale, lacking.missingCount), terms, ...lacking, stale };
}

/** For messages: `the approval of security_admin and platform_admin`. */
export function missingText({ missing, missingCount, terms }: Standing): string {
  if (terms.people === null) return `the approval of ${missing.join(' and ')}`;
  const count = missingCount === 1 ? '' : `${missingCount} of `;
  return `the approval of ${count}${missing.join(' or ')}`;
}

/** Why what was asked for cannot follow any more: other content, policy or rules are in force than it was made for. */
export function staleness(state: LedgerState, subject: Subject): Refusal | undefined {
  const current = currentBase(state, subject);
  if (baseOf(subject) !== current) {
    const message = `The request starts from ${versionName(baseOf(subject))} of ${targetOf(subject)}, and ${versionName(current)} is in force. Edit the request so that it starts from there; it then has to be approved again.`;
    return refuse('stale-base', message);
  }
  const ruleSet = ruleSetOf(subject);
  if (ruleSet === null || state.policy.ruleSet === null || ruleSet === state.policy.ruleSet) return undefined;
  const message = `The content was checked by other rules than the policy has in force. Check it by these and edit the request; or ${ADOPT_RULES}.`;
  return refuse('stale-rules', message);
}

/** The part of an approval that a policy still lets count; undefined when there is none. */
export function countingPart(
  policy: Policy,
  request: ChangeRequest,
  approval: Approval,
): Approval | undefined {
  if (approval.principal === request.requester && !mayApproveOwn(policy, request.subject)) return undefined;
  const held = rolesOf(policy, approval.principal);
  const roles = approval.roles.filter(role => held.includes(role));
  if (roles.length === 0) return undefined;
  return { ...approval, roles: policy.relaxations.severalRoles ? roles : roles.slice(0, 1) };
}

function lackingOf(
  { approvers, people }: Terms,
  approvals: readonly Approval[],
): Pick<Standing, 'missing' | 'missingCount'> {
  if (people === null) {
    const missing = approvers.filter(role => !approvals.some(({ roles }) => roles.includes(role)));
    return { missing, missingCount: missing.length };
  }
  const agreed = approvals.filter(({ roles }) => roles.some(role => approvers.includes(role)));
  const count = new Set(agreed.map(({ principal }) => principal)).size;
  const missingCount = Math.max(0, people - count);
  return { missing: missingCount > 0 ? approvers : [], missingCount };
}

function statusOf(
  request: ChangeRequest,
  time: string,
  stale: Refusal | undefined,
  missingCount: number,
): RequestStatus {
  if (request.ending) return request.ending.status;
  if (time > request.expires) return 'expired';
  const agreed = request.emergency !== null || missingCount === 0;
  return agreed && !stale ? 'approved' : 'pending';
}

function currentBase(state: LedgerState, subject: Subject): number | null {
  if (subject.kind === 'policy') return state.policy.version;
  return state.environments.get(subject.environment)?.active ?? null;
}

function versionName(version: number | null): string {
  return version === null ? 'no version' : `v${version}`;
}
