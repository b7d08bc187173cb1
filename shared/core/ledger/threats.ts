/** Which threat of docs/threat-model.md a refusal or an alarm guards against, for messages and tests. */
import type { RefusalCode } from './refusal.ts';

export type Threat = `T${number}`;

/** What the storage and the service find, beside the refusals of replay. */
export type FindingCode =
  | 'attachment-content'
  | 'bundle-content'
  | 'rollback-differs'
  | 'assessment-differs'
  | 'not-linear'
  | 'damaged'
  | 'not-pinned'
  | 'shortened'
  | 'forked'
  | 'rewritten'
  | 'missing'
  | 'invalid'
  | 'dropped'
  | 'clock-skew';

/** Undefined for what is no threat, such as a request that was decided already. */
export function threatOf(code: string): Threat | undefined {
  return Object.hasOwn(THREATS, code) ? THREATS[code as keyof typeof THREATS] : undefined;
}

const THREATS: Readonly<Partial<Record<RefusalCode | FindingCode, Threat>>> = {
  signature: 'T1',
  'unknown-principal': 'T1',
  'foreign-key': 'T2',
  'wrong-role': 'T3',
  'self-promotion': 'T3',
  'policy-inconsistent': 'T3',
  sequence: 'T4',
  'broken-chain': 'T4',
  'not-linear': 'T4',
  'wrong-ledger': 'T5',
  genesis: 'T5',
  'not-pinned': 'T5',
  shortened: 'T6',
  forked: 'T6',
  rewritten: 'T6',
  missing: 'T6',
  invalid: 'T4',
  'commit-grammar': 'T7',
  'object-id': 'T7',
  'event-encoding': 'T7',
  'event-shape': 'T7',
  'format-version': 'T7',
  'unknown-kind': 'T7',
  attachments: 'T7',
  'revoked-key': 'T8',
  'policy-version': 'T9',
  damaged: 'T12',
  'attachment-content': 'T12',
  'self-approval': 'T15',
  'second-role': 'T15',
  'role-taken': 'T15',
  'not-yours': 'T15',
  'not-confirmed': 'T15',
  'changes-differ': 'T15',
  'bundle-content': 'T15',
  'rollback-differs': 'T15',
  prerequisite: 'T15',
  'not-approved': 'T15',
  'stale-base': 'T15',
  'stale-content': 'T15',
  'emergency-not-allowed': 'T15',
  'review-owed': 'T15',
  expired: 'T15',
  final: 'T15',
  'time-order': 'T16',
  'clock-skew': 'T16',
  'stale-policy': 'T15',
  'stale-rules': 'T17',
  'not-compliant': 'T17',
  'assessment-differs': 'T17',
  'unmapped-file': 'T21',
};
