/** The debt of an emergency is paid: somebody who was passed over has looked at what was done, and says what they found. */
import { requireRole } from '../authority.ts';
import { eventKind } from '../kind.ts';
import { UUID } from '../names.ts';
import { refuse } from '../refusal.ts';
import { findRequest, updateRequest } from '../requests.ts';
import { owesReview } from '../reviews.ts';
import { type Accepted, record, written } from '../shape.ts';
import { reviewersOf } from '../terms.ts';

const DATA = record({ request: UUID, finding: written({ min: 10, max: 5000 }) });

export const requestReviewed = eventKind<Accepted<typeof DATA>>({
  kind: 'request.reviewed',
  data: DATA,
  attachmentsOf: () => [],
  admit: (state, { principal, data }) => {
    const found = findRequest(state, data.request);
    if ('refusal' in found) return found.refusal;
    const { request } = found;
    if (!owesReview(request)) {
      return refuse(
        'no-review-owed',
        `The request ${request.id} owes no review: only an applied emergency does, once.`,
      );
    }
    const wasInvolved = [request.requester, request.emergency.principal].includes(principal);
    if (wasInvolved && !state.policy.relaxations.selfApproval) {
      const message = `${principal} asked for or approved the emergency, so somebody else has to review it.`;
      return refuse('self-approval', message);
    }
    return requireRole(state, principal, reviewersOf(state, request.subject), 'review this emergency');
  },
  apply: (draft, { principal, time, data: { request: id, finding } }) => {
    const emergency = draft.requests.get(id)?.emergency;
    if (emergency)
      updateRequest(draft, id, { emergency: { ...emergency, review: { principal, finding, time } } });
  },
  summary: ({ finding }) => `emergency reviewed: ${finding}`,
});
