/** In an emergency, one person does without the policy's approvers: in writing, on purpose, and owing a review. */
import { requireRole } from '../authority.ts';
import type { LedgerEvent } from '../event.ts';
import { eventKind } from '../kind.ts';
import { emergencySelfApproval } from '../lone-rollback.ts';
import { ENVIRONMENT, ROLE } from '../names.ts';
import { rolesOf } from '../policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { BINDING_FIELDS, type ChangeRequest, targetOf } from '../request.ts';
import { after, boundRequest, updateRequest } from '../requests.ts';
import { overdueReviews } from '../reviews.ts';
import { type Accepted, record, written } from '../shape.ts';
import { standingOf } from '../standing.ts';
import type { LedgerState } from '../state.ts';
import { fieldTermsBy, termsOf } from '../terms.ts';

const DATA = record({
  ...BINDING_FIELDS,
  /** The emergency role in which they act. */
  role: ROLE,
  reason: written({ min: 10, max: 5000 }),
  /** The environment's name once more, written by the person: so that nobody does this by a slip. */
  confirmation: ENVIRONMENT,
});

type Data = Accepted<typeof DATA>;

export const requestEmergencyApproved = eventKind<Data>({
  kind: 'request.emergency-approved',
  data: DATA,
  attachmentsOf: () => [],
  admit: (state, event) => {
    const found = boundRequest(state, event.data, event.time);
    if ('refusal' in found) return found.refusal;
    return (
      emergencyRole(state, event) ??
      isAllowed(state, found.request) ??
      emergencySelfApproval(state, found.request, event.principal) ??
      isMeant(found.request, event) ??
      isNeeded(state, found.request, event) ??
      debt(state, event)
    );
  },
  apply: (draft, { principal, time, data: { request, role, reason } }) => {
    const reviewDue = after(time, draft.policy.approvals.emergency.reviewWithinSeconds);
    updateRequest(draft, request, { emergency: { principal, role, reason, time, reviewDue, review: null } });
  },
  summary: ({ confirmation, role, reason }) => `EMERGENCY approval for ${confirmation} as ${role}: ${reason}`,
});

function emergencyRole(state: LedgerState, { principal, data }: LedgerEvent<Data>): Refusal | undefined {
  const { approvers } = state.policy.approvals.emergency;
  const refusal = requireRole(state, principal, approvers, 'approve in an emergency');
  if (refusal) return refusal;
  if (approvers.includes(data.role) && rolesOf(state.policy, principal).includes(data.role)) return undefined;
  return refuse(
    'wrong-role',
    `${data.role} is not a role in which ${principal} may approve in an emergency.`,
  );
}

function isAllowed(state: LedgerState, { subject }: ChangeRequest): Refusal | undefined {
  if (subject.kind === 'policy') {
    const message = 'A change of the policy waits for its approvers, also in an emergency.';
    return refuse('emergency-not-allowed', message);
  }
  if (termsOf(state, subject).emergencyOverride) return undefined;
  const fieldTerms = fieldTermsBy(state.policy.approvals);
  const fields = subject.changes
    .map(({ field }) => field)
    .filter(each => !fieldTerms(each).emergencyOverride);
  const what = fields.slice(0, 5).join(', ') || 'this change';
  const message = `The policy lets no emergency do without the approvers of ${what}. Leave that out of the request, or ask the approvers.`;
  return refuse('emergency-not-allowed', message);
}

function isMeant({ subject }: ChangeRequest, { data }: LedgerEvent<Data>): Refusal | undefined {
  if (data.confirmation === targetOf(subject)) return undefined;
  const message = `The request is for ${targetOf(subject)}, and ${data.confirmation} was written to confirm it. Write the environment’s name.`;
  return refuse('not-confirmed', message);
}

function isNeeded(
  state: LedgerState,
  request: ChangeRequest,
  { time }: LedgerEvent<Data>,
): Refusal | undefined {
  return standingOf(state, request, time).status === 'pending'
    ? undefined
    : refuse('not-pending', `The request ${request.id} is approved already. Apply it.`);
}

function debt(state: LedgerState, { time }: LedgerEvent<Data>): Refusal | undefined {
  const [overdue] = state.policy.approvals.emergency.refusedWhileOverdue ? overdueReviews(state, time) : [];
  if (!overdue) return undefined;
  const message = `The emergency of the request ${overdue.id} was to be reviewed by ${overdue.emergency.reviewDue}. Review it; until then the policy refuses another one.`;
  return refuse('review-owed', message);
}
