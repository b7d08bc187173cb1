/** Pays the debt of an emergency. */
import { requestReviewed } from '../../ledger/kinds/request-reviewed.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export interface Review {
  readonly request: string;
  readonly finding: string;
}

export function review(_: LedgerState, { request, finding }: Review): Decision {
  return wish(requestReviewed, { request, finding });
}
