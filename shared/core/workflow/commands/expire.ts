/** Records that the time of a request is over. */
import { requestExpired } from '../../ledger/kinds/request-expired.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export interface Expire {
  readonly request: string;
}

export function expire(_: LedgerState, { request }: Expire): Decision {
  return wish(requestExpired, { request });
}
