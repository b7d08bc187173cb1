/** What a kind of event is: one file in `kinds/`, found by its name. */
import type { LedgerEvent } from './event.ts';
import type { Refusal } from './refusal.ts';
import type { Shape } from './shape.ts';
import type { Draft, LedgerState } from './state.ts';

export interface EventKind<Data> {
  readonly kind: string;
  readonly data: Shape<Data>;
  /** SHA-256 of every attachment that the data speaks of; an event has exactly these. */
  attachmentsOf(data: Data): readonly string[];
  /**
   * Why this event may not follow; undefined when it may. Form, chain, signature and key have been looked at. It is what
   * `decide` asks before an event is signed and what replay asks of everybody else's.
   */
  admit(state: LedgerState, event: LedgerEvent<Data>): Refusal | undefined;
  /** Makes the draft say what is so after the event. Head, seq and time are set by replay. */
  apply(draft: Draft, event: LedgerEvent<Data>): void;
  /** What happened, in one line for people. Names no value. */
  summary(data: Data): string;
}

/** Keeps the type of the data while a kind is written down. */
export function eventKind<Data>(kind: EventKind<Data>): EventKind<Data> {
  return kind;
}
