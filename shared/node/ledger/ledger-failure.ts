/** What can be expected to go wrong with a ledger as a whole: with its storage, or with an event that does not follow. */
import type { RefusalCode } from '../../core/ledger/refusal.ts';
import { type FindingCode, type Threat, threatOf } from '../../core/ledger/threats.ts';
import type { Failure } from '../git/failure.ts';
import type { KeyFailureCode } from '../keys/result.ts';
import type { StoreFailureCode } from './store-failure.ts';

export type LedgerFailureCode =
  | StoreFailureCode
  | RefusalCode
  | FindingCode
  | KeyFailureCode
  /** There is no event here yet, and the ledger's first is somewhere else. */
  | 'empty'
  /** Others were faster again and again. */
  | 'busy';

export interface LedgerFailure extends Failure<LedgerFailureCode> {
  /** The event at fault. */
  readonly event?: EventPlace;
  /** Number in the threat model. */
  readonly threat?: Threat;
}

export interface EventPlace {
  /** How many events are before it. */
  readonly seq: number;
  /** Git's id of the commit; empty where it cannot be read. */
  readonly commit: string;
  /** UUID; absent where the event cannot be read. */
  readonly id?: string;
}

export function refused({ code, message }: { code: LedgerFailureCode; message: string }): LedgerFailure {
  const threat = threatOf(code);
  return { kind: 'failure', code, message, ...(threat && { threat }) };
}

/** As `refused`, of what happened at one event. */
export function failedAt(
  event: EventPlace,
  failure: { code: LedgerFailureCode; message: string },
): LedgerFailure {
  return { ...refused(failure), event };
}
