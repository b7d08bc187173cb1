/** Says that nobody should go back to a version. */
import { versionDeprecated } from '../../ledger/kinds/version-deprecated.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export interface Deprecate {
  readonly environment: string;
  readonly number: number;
  readonly reason: string;
}

export function deprecate(_: LedgerState, { environment, number, reason }: Deprecate): Decision {
  return wish(versionDeprecated, { environment, number, reason });
}
