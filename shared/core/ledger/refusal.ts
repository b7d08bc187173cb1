/** Why an event, or the wish to append one, is refused: a stable code for programs and a sentence for people. */

/** What, why, and what to do; never a secret. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

export function refuse(code: RefusalCode, message: string): Refusal {
  return { code, message };
}

/** Of the form of commits and events, and of the chain that they make. */
export type FormCode =
  | 'commit-grammar'
  | 'object-id'
  | 'event-encoding'
  | 'event-shape'
  | 'format-version'
  | 'unknown-kind'
  | 'attachments'
  | 'genesis'
  | 'wrong-ledger'
  | 'sequence'
  | 'broken-chain'
  | 'time-order'
  | 'policy-version'
  | 'signature';

/** Of who signs, and what the policy in force lets them do. */
export type AuthorityCode =
  | 'unknown-principal'
  | 'foreign-key'
  | 'revoked-key'
  | 'wrong-role'
  | 'self-promotion'
  | 'self-approval'
  | 'second-role'
  | 'role-taken'
  | 'not-yours'
  | 'policy-inconsistent';

/** Of what the ledger holds at that moment. */
export type StateCode =
  | 'unknown-environment'
  | 'unknown-version'
  | 'unknown-request'
  | 'unknown-bundle'
  | 'duplicate'
  | 'not-pending'
  | 'not-approved'
  | 'final'
  | 'expired'
  | 'not-expired'
  | 'stale-base'
  | 'stale-content'
  | 'stale-rules'
  | 'stale-policy'
  | 'not-compliant'
  | 'no-change'
  | 'emergency-not-allowed'
  | 'review-owed'
  | 'not-confirmed'
  | 'no-review-owed'
  | 'other-subject'
  | 'changes-differ'
  | 'unmapped-file'
  | 'rollback-differs'
  | 'still-active'
  | 'corrupted'
  | 'prerequisite';

export type RefusalCode = FormCode | AuthorityCode | StateCode;
