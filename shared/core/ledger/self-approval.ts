/** Nobody approves what they asked for, in an emergency neither, unless the policy of a one-person ledger says so. */
import { neededAdministrators } from './administration.ts';
import type { Policy } from './policy.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { ChangeRequest, Subject } from './request.ts';
import type { LedgerState } from './state.ts';

export function selfApproval(
  { policy }: LedgerState,
  { id, requester, subject }: ChangeRequest,
  principal: string,
): Refusal | undefined {
  if (principal !== requester || mayApproveOwn(policy, subject)) return undefined;
  const message = `${principal} filed the request ${id}, and nobody approves their own. Ask somebody else.`;
  return refuse('self-approval', message);
}

/** `upTo` asks for somebody else as soon as there is one: a relaxation for one person does not take that back. */
export function mayApproveOwn(policy: Policy, { kind }: Pick<Subject, 'kind'>): boolean {
  const { relaxations, administration } = policy;
  const needsAnother = typeof administration.approvals !== 'number' && neededAdministrators(policy) > 0;
  return relaxations.selfApproval && !(kind === 'policy' && needsAnother);
}
