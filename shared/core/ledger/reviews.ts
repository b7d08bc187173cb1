/** The debt of emergencies: what was applied without the policy's approvers has to be looked at afterwards. */
import type { ChangeRequest, EmergencyApproval } from './request.ts';
import type { LedgerState } from './state.ts';

export type Reviewable = ChangeRequest & { readonly emergency: EmergencyApproval };

/** The one that is due first comes first. */
export function owedReviews({ requests }: LedgerState): readonly Reviewable[] {
  return [...requests.values()]
    .filter(owesReview)
    .sort((a, b) => (a.emergency.reviewDue < b.emergency.reviewDue ? -1 : 1));
}

export function overdueReviews(state: LedgerState, time: string): readonly Reviewable[] {
  return owedReviews(state).filter(({ emergency }) => emergency.reviewDue < time);
}

/** An emergency that was never applied owes nothing. */
export function owesReview(request: ChangeRequest): request is Reviewable {
  return (
    request.ending?.status === 'applied' && request.emergency !== null && request.emergency.review === null
  );
}
