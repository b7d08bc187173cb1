/** Emergencies that nobody has reviewed yet: a finding in the editor and on every report once they are overdue. */
import { targetOf } from '../../ledger/request.ts';
import { owedReviews } from '../../ledger/reviews.ts';
import type { LedgerState } from '../../ledger/state.ts';

export interface Debt {
  readonly request: string;
  readonly environment: string;
  /** Of the version that came of it. */
  readonly version: number | null;
  /** Who approved it alone. */
  readonly principal: string;
  readonly due: string;
  readonly isOverdue: boolean;
  readonly message: string;
}

/** The one that is due first comes first. */
export function debtsOf(state: LedgerState, time: string): readonly Debt[] {
  return owedReviews(state).map(({ id, subject, emergency, ending }) => {
    const environment = targetOf(subject);
    const version = ending?.version ?? null;
    const isOverdue = time > emergency.reviewDue;
    const when = isOverdue ? `was due by ${emergency.reviewDue}` : `is due by ${emergency.reviewDue}`;
    const message = `v${version} of ${environment} was approved by ${emergency.principal} alone, as an emergency. Its review ${when}. Review the request ${id}.`;
    const { principal, reviewDue: due } = emergency;
    return { request: id, environment, version, principal, due, isOverdue, message };
  });
}
