/** Files a change request. Its id is that of the event. */
import { requestFiled } from '../../ledger/kinds/request-filed.ts';
import type { Proposal } from '../../ledger/request.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export interface File extends Proposal {
  /** In which of their roles the requester asks; null for none. */
  readonly role: string | null;
}

export function file(_: LedgerState, command: File): Decision {
  const { subject, justification, impact, rollbackPlan, role } = command;
  return wish(requestFiled, { subject, justification, impact, rollbackPlan, role });
}
