/** Puts what somebody wishes to record into the event that would come next. */
import type { JsonValue } from '../profile/profile.ts';
import type { LedgerEvent } from './event.ts';
import { kindNamed } from './kinds.ts';
import type { LedgerState } from './state.ts';

/** An event without what follows from its place in the ledger. */
export interface Wish {
  readonly kind: string;
  readonly data: JsonValue;
  /** The attachments that the ledger does not hold yet; their names follow from their bytes. */
  readonly attachments?: readonly Uint8Array[];
}

export interface Signing {
  readonly principal: string;
  /** UUID of the event. */
  readonly id: string;
  /** ISO 8601. The event is never older than the one before it. */
  readonly now: string;
}

/** Whether it may follow is for `refusalOf` to say. */
export function nextEvent(state: LedgerState, { kind, data }: Wish, signing: Signing): LedgerEvent {
  const { principal, id, now } = signing;
  return {
    formatVersion: 1,
    ledgerId: state.ledgerId,
    seq: state.seq + 1,
    id,
    kind,
    principal,
    time: laterOf(now, state.time),
    policyVersion: state.policy.version,
    prev: state.head,
    attachments: attachmentsOf({ kind, data }),
    data,
  };
}

function laterOf(a: string, b: string): string {
  return a < b ? b : a;
}

/** SHA-256 of each, in the order in which an event lists them. */
export function attachmentsOf({ kind, data }: Wish): readonly string[] {
  return [...new Set(kindNamed(kind)?.attachmentsOf(data) ?? [])].sort();
}
