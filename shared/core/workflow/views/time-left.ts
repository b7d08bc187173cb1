/** How long a request can still be approved and applied. */
import type { ChangeRequest } from '../../ledger/request.ts';

export interface TimeLeft {
  /** Milliseconds; 0 when it is over. */
  readonly left: number;
  /** From filing, 0 to 1. */
  readonly spent: number;
}

/** `time` in ISO 8601. */
export function timeLeft({ filed, expires }: ChangeRequest, time: string): TimeLeft {
  const whole = Date.parse(expires) - Date.parse(filed);
  const left = Math.max(0, Date.parse(expires) - Date.parse(time));
  return { left, spent: Math.min(1, 1 - left / whole) };
}
