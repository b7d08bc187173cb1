/** What speaks for going back to a version, and against it: what was in force before needs fewer people than what is new. */
import type { ContentSubject, Subject } from './request.ts';
import { type LedgerState, versionKey } from './state.ts';
import type { Version } from './version.ts';

/** Whether going back needs one approver only: the content was approved before, and nothing speaks against it today. */
export function isRollbackToApproved(state: LedgerState, subject: ContentSubject): boolean {
  const version = targetVersion(state, subject);
  return version !== undefined && version.origin.kind !== 'initial' && rollbackDoubt(state, subject) === null;
}

/**
 * What speaks against going back, as the end of a sentence that began with the version; null for nothing.
 * Of a subject that is no rollback: undefined.
 */
export function rollbackDoubt(state: LedgerState, subject: Subject): string | null | undefined {
  const version = targetVersion(state, subject);
  if (!version || subject.kind !== 'rollback') return undefined;
  const lowered = subject.changes.filter(({ downgrade }) => downgrade).map(({ field }) => field);
  if (lowered.length > 0) return `is less secure than what is in force (${lowered.slice(0, 5).join(', ')})`;
  if (!subject.assessment.isCompliant) return 'does not comply with the rules of today';
  if (version.deprecation !== null) return 'is deprecated';
  if (isUnreviewedEmergency(state, version)) return 'was an emergency that nobody has reviewed';
  return null;
}

function isUnreviewedEmergency(state: LedgerState, { emergency, origin }: Version): boolean {
  return emergency && origin.kind !== 'initial' && !state.requests.get(origin.request)?.emergency?.review;
}

function targetVersion(state: LedgerState, subject: Subject): Version | undefined {
  return subject.kind === 'rollback'
    ? state.versions.get(versionKey(subject.environment, subject.to))
    : undefined;
}
