/** Rejects a request as it was read. */
import { requestRejected } from '../../ledger/kinds/request-rejected.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export interface Reject {
  readonly request: string;
  /** Of what was read. */
  readonly digest: string;
  readonly reason: string;
}

export function reject(_: LedgerState, { request, digest, reason }: Reject): Decision {
  return wish(requestRejected, { request, digest, reason });
}
