/** One of those who would have to approve says no, which is final. */
import { requireRole } from '../authority.ts';
import { eventKind } from '../kind.ts';
import { DIGEST, UUID } from '../names.ts';
import { refuse } from '../refusal.ts';
import { endRequest, openRequest, refuseOtherContent } from '../requests.ts';
import { type Accepted, record, written } from '../shape.ts';
import { standingOf } from '../standing.ts';
import { reviewersOf } from '../terms.ts';

const DATA = record({
  request: UUID,
  /** Of what was read: an edit may have answered the objection. */
  digest: DIGEST,
  reason: written({ max: 5000 }),
});

export const requestRejected = eventKind<Accepted<typeof DATA>>({
  kind: 'request.rejected',
  data: DATA,
  attachmentsOf: () => [],
  admit: (state, { principal, time, data }) => {
    const found = openRequest(state, data.request, time);
    if ('refusal' in found) return found.refusal;
    const { request } = found;
    if (request.digest !== data.digest) return refuseOtherContent(request);
    if (request.requester === principal && !state.policy.relaxations.selfApproval) {
      return refuse('self-approval', `${principal} filed the request ${request.id}. Cancel it instead.`);
    }
    const refusal = requireRole(state, principal, reviewersOf(state, request.subject), 'reject this request');
    if (refusal) return refusal;
    return standingOf(state, request, time).status === 'pending'
      ? undefined
      : refuse(
          'not-pending',
          `The request ${request.id} is approved already. Ask ${request.requester} to cancel it.`,
        );
  },
  apply: (draft, event) =>
    endRequest(draft, event, event.data.request, { status: 'rejected', reason: event.data.reason }),
  summary: ({ reason }) => `request rejected: ${reason}`,
});
