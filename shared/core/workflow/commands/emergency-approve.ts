/** Approves a request in an emergency, without those whom the policy asks for. */
import { requestEmergencyApproved } from '../../ledger/kinds/request-emergency-approved.ts';
import { rolesOf } from '../../ledger/policy.ts';
import { refuse } from '../../ledger/refusal.ts';
import { bindingOf } from '../../ledger/request.ts';
import { findRequest } from '../../ledger/requests.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Author, type Decision, wish } from '../decision.ts';
import { type Evidence, evidenceRefusal } from '../evidence.ts';

export interface EmergencyApprove {
  readonly request: string;
  /** Of what was read. */
  readonly digest: string;
  readonly reason: string;
  /** The environment's name, written by the person and not filled in for them. */
  readonly confirmation: string;
  readonly evidence: Evidence | null;
}

export function emergencyApprove(state: LedgerState, command: EmergencyApprove, author: Author): Decision {
  const found = findRequest(state, command.request);
  if ('refusal' in found) return found;
  const { digest, reason, confirmation } = command;
  const refusal =
    digest === found.request.digest ? evidenceRefusal(state, found.request, command.evidence) : undefined;
  if (refusal) return { refusal };
  if (reason.trim().length < LEAST_WORDS) return { refusal: refuse('event-shape', TOO_SHORT) };
  const { approvers } = state.policy.approvals.emergency;
  const held = rolesOf(state.policy, author.principal);
  const role = held.find(each => approvers.includes(each)) ?? held[0] ?? 'none';
  return wish(requestEmergencyApproved, { ...bindingOf(found.request), digest, role, reason, confirmation });
}

/** As many characters the event has to have. */
const LEAST_WORDS = 10;
const TOO_SHORT = `Say in at least ${LEAST_WORDS} characters what the emergency is: others read it later, and review it.`;
