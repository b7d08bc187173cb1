/** What a request still needs, and who could give it. */
import type { ChangeRequest } from '../../ledger/request.ts';
import { standingOf } from '../../ledger/standing.ts';
import type { LedgerState } from '../../ledger/state.ts';
import { candidatesFor } from '../candidates.ts';

export interface Need {
  /** Any of these. */
  readonly roles: readonly string[];
  /** How many people. */
  readonly count: number;
  /** Those with a key who could, in order of their names. Fewer than `count`: nobody can fulfil it by now. */
  readonly candidates: readonly string[];
}

/** Empty when nothing is missing, and for a request that has ended or expired. One need for each role, or one for all. */
export function needsOf(state: LedgerState, request: ChangeRequest, time: string): readonly Need[] {
  const { status, terms, missing, missingCount } = standingOf(state, request, time);
  if (status !== 'pending' || missingCount === 0) return [];
  const need = (roles: readonly string[], count: number): Need => ({
    roles,
    count,
    candidates: candidatesFor(state, request, roles),
  });
  return terms.people === null ? missing.map(role => need([role], 1)) : [need(missing, missingCount)];
}

/** `security_admin (sam or both)`. */
export function needText({ roles, count, candidates }: Need): string {
  const who = candidates.length === 0 ? 'nobody who could' : candidates.join(' or ');
  return `${count > 1 ? `${count} of ` : ''}${roles.join(' or ')} (${who})`;
}
