/** Pays the debt of an emergency. */
import { requestReviewed } from '../../ledger/kinds/request-reviewed.ts';
import { refuse } from '../../ledger/refusal.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { type Decision, wish } from '../decision.ts';

export interface Review {
  readonly request: string;
  readonly finding: string;
}

export function review(_: LedgerState, { request, finding }: Review): Decision {
  if (finding.trim().length < LEAST_WORDS) {
    const message = `Say in at least ${LEAST_WORDS} characters what you found: others read it later.`;
    return { refusal: refuse('event-shape', message) };
  }
  return wish(requestReviewed, { request, finding });
}

/** As many characters the event has to have. */
const LEAST_WORDS = 10;
