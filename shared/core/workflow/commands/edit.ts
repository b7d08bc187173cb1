/** Puts another proposal in the place of a request's. */
import { requestEdited } from '../../ledger/kinds/request-edited.ts';
import type { Proposal } from '../../ledger/request.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export interface Edit extends Proposal {
  readonly request: string;
}

export function edit(_: LedgerState, command: Edit): Decision {
  const { request, subject, justification, impact, rollbackPlan } = command;
  return wish(requestEdited, { request, subject, justification, impact, rollbackPlan });
}
