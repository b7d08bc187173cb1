/** A change request as people are shown it: where it stands, what it still needs, and what the one who looks may do. */
import { type ChangeRequest, type Subject, targetOf } from '../../ledger/request.ts';
import { openRequest } from '../../ledger/requests.ts';
import { owesReview } from '../../ledger/reviews.ts';
import { standingOf } from '../../ledger/standing.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Terms, termsOf } from '../../ledger/terms.ts';
import { candidatesFor } from '../candidates.ts';
import type { Author } from '../decision.ts';
import { actionsOf } from '../views/actions.ts';
import { waitsFor } from '../views/inbox.ts';
import { neededOf, needsOf, needText, rolesText } from '../views/needs.ts';
import {
  REQUEST_ACTIONS,
  type RequestAction,
  type RequestDetail,
  type Requirements,
  type ShownRequest,
} from './request.ts';

/** Who looks, and when. */
export interface Viewer {
  /** Else why nobody could sign here. */
  readonly author: Omit<Author, 'now'> | { readonly problem: string };
  /** ISO 8601. */
  readonly now: string;
}

/** Undefined: nobody who could sign here. */
export function principalOf({ author }: Viewer): string | undefined {
  return 'principal' in author ? author.principal : undefined;
}

export function showRequest(state: LedgerState, request: ChangeRequest, viewer: Viewer): ShownRequest {
  const { status, terms, stale } = standingOf(state, request, viewer.now);
  const { subject, emergency } = request;
  return {
    id: request.id,
    kind: subject.kind,
    environment: subject.kind === 'policy' ? null : subject.environment,
    title: titleOf(subject),
    status,
    priority: priorityOf(request, terms),
    requester: request.requester,
    requesterRole: request.requesterRole,
    filed: request.filed,
    expires: request.expires,
    roles: takenApprovals(terms, request),
    isStale: stale !== undefined && request.ending === null,
    isMine: request.requester === principalOf(viewer),
    waitsForMe: waitsForViewer(state, request, viewer),
    emergency: emergency && {
      principal: emergency.principal,
      reason: emergency.reason,
      reviewDue: emergency.reviewDue,
      isOverdue: owesReview(request) && emergency.reviewDue < viewer.now,
      review: emergency.review,
    },
    ...possibleActions(state, request, viewer),
  };
}

export function priorityOf({ emergency }: ChangeRequest, { priority }: Terms): ShownRequest['priority'] {
  return emergency ? 'emergency' : priority;
}

export function waitsForViewer(state: LedgerState, request: ChangeRequest, viewer: Viewer): boolean {
  const me = principalOf(viewer);
  return me !== undefined && waitsFor(state, request, me, viewer.now) !== null;
}

/** What the ledger knows of a request beside `showRequest`; how its texts differ comes from elsewhere. */
export type RequestText = Omit<
  RequestDetail,
  keyof ShownRequest | 'changes' | 'texts' | 'files' | 'assessment' | 'rotation'
>;

export function requestText(state: LedgerState, request: ChangeRequest, viewer: Viewer): RequestText {
  const { subject, ending } = request;
  const target = subject.kind === 'policy' ? undefined : state.environments.get(subject.environment);
  return {
    justification: request.justification,
    impact: request.impact,
    rollbackPlan: request.rollbackPlan,
    base: subject.kind === 'policy' ? null : subject.base,
    active: target?.active ?? null,
    digest: request.digest,
    ending: ending && { principal: ending.principal, time: ending.time, reason: ending.reason },
    approvals: request.approvals,
    rollback:
      subject.kind === 'rollback'
        ? { to: subject.to, reason: subject.reason, keepsSecrets: subject.keepsSecrets }
        : null,
    missing: missingTexts(state, request, viewer.now),
  };
}

/** What the policy would ask of a proposal, if it were filed now. */
export function showRequirements(state: LedgerState, subject: Subject, viewer: Viewer): Requirements {
  const terms = termsOf(state, subject);
  const asked = { requester: principalOf(viewer) ?? '', approvals: [], subject };
  return {
    approvers: neededOf(terms).map(need => ({
      role: rolesText(need),
      principals: candidatesFor(state, asked, need.roles),
    })),
    priority: terms.priority,
    expires: new Date(Date.parse(viewer.now) + terms.expiresAfterSeconds * 1000).toISOString(),
    emergencyOverride: terms.emergencyOverride,
    after: terms.after,
  };
}

/** What it is about, as lists name it. */
export function titleOf(subject: Subject): string {
  if (subject.kind === 'policy') return `Policy ${subject.policy.version}`;
  if (subject.kind === 'rollback') return `Roll ${subject.environment} back to v${subject.to}`;
  const { changes } = subject;
  const what = changes.length === 1 ? changes[0]?.field : `${changes.length} fields`;
  return `${changes.length === 0 ? 'Text' : what} of ${targetOf(subject)}`;
}

function takenApprovals({ approvers, people }: Terms, { approvals }: ChangeRequest): ShownRequest['roles'] {
  const approverIn = (roles: readonly string[], index: number): string | null =>
    approvals.filter(each => each.roles.some(role => roles.includes(role)))[index]?.principal ?? null;
  if (people === null) return approvers.map(role => ({ role, approvedBy: approverIn([role], 0) }));
  const role = approvers.join(' or ');
  return Array.from({ length: people }, (_, index) => ({ role, approvedBy: approverIn(approvers, index) }));
}

/** A sentence each. */
function missingTexts(state: LedgerState, request: ChangeRequest, now: string): string[] {
  const open = openRequest(state, request.id, now);
  if ('refusal' in open) return open.refusal.code === 'expired' ? [open.refusal.message] : [];
  const { stale, status } = standingOf(state, request, now);
  if (status === 'pending' && stale) return [stale.message];
  return needsOf(state, request, now).map(need => `The approval of ${needText(need)}.`);
}

function possibleActions(
  state: LedgerState,
  request: ChangeRequest,
  { author, now }: Viewer,
): Pick<ShownRequest, 'actions' | 'refusals'> {
  if ('problem' in author) {
    const refusals = Object.fromEntries(REQUEST_ACTIONS.map(action => [action, author.problem]));
    return { actions: [], refusals };
  }
  const asked = Object.entries(actionsOf(state, request, { ...author, now }));
  return {
    actions: asked.flatMap(([action, refusal]) => (refusal ? [] : [action as RequestAction])),
    refusals: Object.fromEntries(
      asked.flatMap(([action, refusal]) => (refusal ? [[action, refusal.message]] : [])),
    ),
  };
}
