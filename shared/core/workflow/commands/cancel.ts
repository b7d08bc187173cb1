/** Takes a request back. */
import { requestCancelled } from '../../ledger/kinds/request-cancelled.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export interface Cancel {
  readonly request: string;
  readonly reason: string;
}

export function cancel(_: LedgerState, { request, reason }: Cancel): Decision {
  return wish(requestCancelled, { request, reason });
}
