/** Approves a request as it was read. */
import { requestApproved } from '../../ledger/kinds/request-approved.ts';
import { rolesOf } from '../../ledger/policy.ts';
import { bindingOf, type ChangeRequest } from '../../ledger/request.ts';
import { findRequest } from '../../ledger/requests.ts';
import { standingOf } from '../../ledger/standing.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { candidatesFor } from '../candidates.ts';
import { type Author, type Decision, wish } from '../decision.ts';
import { type Evidence, evidenceRefusal } from '../evidence.ts';

export interface Approve {
  readonly request: string;
  /** Of what was read: when the request is edited meanwhile, it is refused. */
  readonly digest: string;
  /** Null: where theirs is wanted most. */
  readonly roles: readonly string[] | null;
  readonly comment: string;
  readonly evidence: Evidence | null;
}

export function approve(state: LedgerState, command: Approve, author: Author): Decision {
  const found = findRequest(state, command.request);
  if ('refusal' in found) return found;
  const { request } = found;
  const { digest, comment } = command;
  const roles = [...(command.roles ?? usefulRoles(state, request, author))].sort();
  // Another content than the one that was read is refused as that, and not because the evidence is of the other one.
  const refusal = digest === request.digest ? evidenceRefusal(state, request, command.evidence) : undefined;
  return refusal ? { refusal } : wish(requestApproved, { ...bindingOf(request), digest, roles, comment });
}

/** Of the missing roles that they hold, the one that the fewest others could fill: so that nobody blocks a request. */
function usefulRoles(state: LedgerState, request: ChangeRequest, { principal, now }: Author): string[] {
  const { terms, missing } = standingOf(state, request, now);
  const { severalRoles } = state.policy.relaxations;
  const held = rolesOf(state.policy, principal);
  const useful = held.filter(role => missing.includes(role));
  if (useful.length === 0) return held.filter(role => terms.approvers.includes(role)).slice(0, 1);
  if (severalRoles && terms.people === null) return useful;
  const others = (role: string) => candidatesFor(state, request, [role]).length;
  return useful.toSorted((a, b) => others(a) - others(b)).slice(0, 1);
}
