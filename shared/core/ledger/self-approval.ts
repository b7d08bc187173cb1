/** Nobody approves what they asked for, in an emergency neither, unless the policy of a one-person ledger says so. */
import { type Refusal, refuse } from './refusal.ts';
import type { ChangeRequest } from './request.ts';
import type { LedgerState } from './state.ts';

export function selfApproval(
  { policy }: LedgerState,
  { id, requester }: ChangeRequest,
  principal: string,
): Refusal | undefined {
  if (principal !== requester || policy.relaxations.selfApproval) return undefined;
  const message = `${principal} filed the request ${id}, and nobody approves their own. Ask somebody else.`;
  return refuse('self-approval', message);
}
