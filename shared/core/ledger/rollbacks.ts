/** What speaks for going back to a version, and against it: what was in force before needs fewer people than what is new. */
import { canonicalJson } from '../text/canonical-json.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { ContentSubject, Subject } from './request.ts';
import { type LedgerState, versionKey } from './state.ts';
import type { Version } from './version.ts';

export type RollbackSubject = Extract<Subject, { kind: 'rollback' }>;

/** Whether going back needs one approver only: the content was approved before, and nothing speaks against it today. */
export function isRollbackToApproved(state: LedgerState, subject: ContentSubject): boolean {
  if (subject.kind !== 'rollback') return false;
  return targetOf(state, subject)?.origin.kind !== 'initial' && rollbackDoubt(state, subject) === null;
}

/** Of a rollback: there is nothing to go back to that has been found corrupted. */
export function corruptionRefusal(state: LedgerState, subject: Subject): Refusal | undefined {
  if (subject.kind !== 'rollback' || !targetOf(state, subject)?.corruption) return undefined;
  const message = `v${subject.to} of ${subject.environment} is corrupted: its last integrity check failed. Go back to another version, or record a check that passes.`;
  return refuse('corrupted', message);
}

/** What speaks against going back, as the end of a sentence that began with the version; null for nothing. */
export function rollbackDoubt(state: LedgerState, subject: RollbackSubject): string | null {
  const version = targetOf(state, subject);
  if (!version) return 'is not there';
  const lowered = subject.changes.filter(({ downgrade }) => downgrade).map(({ field }) => field);
  if (lowered.length > 0) return `is less secure than what is in force (${lowered.slice(0, 5).join(', ')})`;
  if (!subject.assessment.isCompliant) return 'does not comply with the rules of today';
  if (isDeprecated(state, version)) return 'is deprecated';
  if (isUnreviewedEmergency(state, version)) return 'was an emergency that nobody has reviewed';
  return null;
}

/** It, or a version that has the same content. */
function isDeprecated({ versions }: LedgerState, { environment, content }: Version): boolean {
  const spelled = canonicalJson(content);
  return [...versions.values()].some(
    each =>
      each.deprecation !== null &&
      each.environment === environment &&
      canonicalJson(each.content) === spelled,
  );
}

function isUnreviewedEmergency(state: LedgerState, { emergency, origin }: Version): boolean {
  return emergency && origin.kind !== 'initial' && !state.requests.get(origin.request)?.emergency?.review;
}

function targetOf(state: LedgerState, { environment, to }: RollbackSubject): Version | undefined {
  return state.versions.get(versionKey(environment, to));
}
