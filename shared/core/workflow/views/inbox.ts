/** For what a request waits for somebody. */
import { rolesOf } from '../../ledger/policy.ts';
import type { ChangeRequest } from '../../ledger/request.ts';
import { owesReview } from '../../ledger/reviews.ts';
import { standingOf } from '../../ledger/standing.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { reviewersOf } from '../../ledger/terms.ts';
import { candidatesFor } from '../candidates.ts';

export type WaitsFor = 'approve' | 'apply' | 'edit' | 'review';

/** What somebody can do to bring a request on; null when it waits for others, or for nobody any more. */
export function waitsFor(
  state: LedgerState,
  request: ChangeRequest,
  principal: string,
  time: string,
): WaitsFor | null {
  const standing = standingOf(state, request, time);
  if (standing.status === 'expired' && !owesReview(request)) return null;
  if (request.ending !== null && !owesReview(request)) return null;
  const isMine = request.requester === principal;
  if (owesReview(request)) return mayReview(state, request, principal) ? 'review' : null;
  if (standing.stale) return isMine ? 'edit' : null;
  if (standing.status === 'approved') return isMine ? 'apply' : null;
  return candidatesFor(state, request, standing.missing).includes(principal) ? 'approve' : null;
}

function mayReview(state: LedgerState, request: ChangeRequest, principal: string): boolean {
  const wasInvolved = [request.requester, request.emergency?.principal].includes(principal);
  if (wasInvolved && !state.policy.relaxations.selfApproval) return false;
  const reviewers = reviewersOf(state, request.subject);
  return rolesOf(state.policy, principal).some(role => reviewers.includes(role));
}
