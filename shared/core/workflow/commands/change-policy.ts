/** Puts another policy in force: by an approved request, or at once where the policy before asks for nobody. */
import { policyChanged } from '../../ledger/kinds/policy-changed.ts';
import type { Policy } from '../../ledger/policy.ts';
import { refuse } from '../../ledger/refusal.ts';
import { findRequest } from '../../ledger/requests.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export type ChangePolicy =
  | { readonly request: string }
  | { readonly request: null; readonly policy: Policy; readonly reason: string };

export function changePolicy(state: LedgerState, command: ChangePolicy): Decision {
  if (command.request === null) {
    return wish(policyChanged, { policy: command.policy, reason: command.reason, request: null });
  }
  const found = findRequest(state, command.request);
  if ('refusal' in found) return found;
  const { id, subject, justification } = found.request;
  if (subject.kind !== 'policy') {
    const message = `The request ${id} is not for a change of the policy. Apply it instead.`;
    return { refusal: refuse('other-subject', message) };
  }
  return wish(policyChanged, { policy: subject.policy, reason: justification, request: id });
}
