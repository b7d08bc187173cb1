/** What a command comes to: the wish for an event that may follow, or the reason why none may. */

import type { EventKind } from '../ledger/kind.ts';
import type { Wish } from '../ledger/next-event.ts';
import type { Refusal } from '../ledger/refusal.ts';
import type { JsonValue } from '../profile/profile.ts';

export type Decision = Wish | { readonly refusal: Refusal };

/** Who wishes, and when. */
export interface Author {
  readonly principal: string;
  /** With which they will sign: `type base64`. */
  readonly key: string;
  /** ISO 8601, as events write it. */
  readonly now: string;
  /** UUID of the event that will come of it. */
  readonly id: string;
}

export function wish<Data>({ kind }: EventKind<Data>, data: Data): Wish {
  return { kind, data: data as unknown as JsonValue };
}
