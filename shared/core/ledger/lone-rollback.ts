/** How far one person may go alone in an emergency. */
import { type Refusal, refuse } from './refusal.ts';
import type { ChangeRequest } from './request.ts';
import { type RollbackSubject, rollbackDoubt } from './rollbacks.ts';
import { selfApproval } from './self-approval.ts';
import { type LedgerState, versionKey } from './state.ts';
import { fieldTermsBy } from './terms.ts';

/**
 * In an emergency one person may go back alone to what was in force. What that person says of the content nobody else has
 * looked at, so it counts only where replay itself knows better: the content is the old one to the last byte, and no field
 * has changed since whose approvers the policy lets no emergency do without. Any other change takes two people.
 */
export function emergencySelfApproval(
  state: LedgerState,
  request: ChangeRequest,
  principal: string,
): Refusal | undefined {
  const own = selfApproval(state, request, principal);
  const { subject } = request;
  if (!own || subject.kind !== 'rollback') return own;
  const doubt = rollbackDoubt(state, subject) ?? doubtForOne(state, subject);
  if (doubt === null) return undefined;
  const message = `v${subject.to} ${doubt}, so nobody goes back to it alone. File it without the emergency, and let somebody else approve it.`;
  return refuse(own.code, message);
}

function doubtForOne(state: LedgerState, subject: RollbackSubject): string | null {
  if (subject.keepsSecrets) return 'with the secrets of today was never in force';
  const termsFor = fieldTermsBy(state.policy.approvals);
  const bound = [...changedSince(state, subject)].filter(field => !termsFor(field).emergencyOverride);
  return bound.length > 0
    ? `is from before a change that the policy lets no emergency undo (${bound.slice(0, 5).join(', ')})`
    : null;
}

/**
 * All fields that can differ between the version to go back to and the one in force: those of every version since. A rollback
 * among them has changed what had changed since the version that it led to, whatever it says.
 */
function changedSince(state: LedgerState, { environment, base, to }: RollbackSubject): ReadonlySet<string> {
  const fields = new Set<string>();
  let first = to;
  for (let number = base ?? 0; number > first; number--) {
    const origin = state.versions.get(versionKey(environment, number))?.origin;
    if (!origin || origin.kind === 'initial') continue;
    const subject = state.requests.get(origin.request)?.subject;
    if (subject?.kind === 'change' || subject?.kind === 'rollback') {
      for (const { field } of subject.changes) fields.add(field);
    }
    if (origin.kind === 'rollback') first = Math.min(first, origin.to);
  }
  return fields;
}
