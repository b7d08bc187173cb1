/** A change request: what somebody wants to change, who has to agree, and how far it has come. */
import { CONTENT } from './content.ts';
import { ENVIRONMENT, FIELD } from './names.ts';
import { POLICY, type Priority } from './policy.ts';
import { type Accepted, flag, integer, list, nullable, oneOf, record, text, variants } from './shape.ts';
import { ASSESSMENT, ROLLBACK_REASONS } from './version.ts';

/** One field, as it was in the base and as it is in the request. Secrets by fingerprint, never by value. */
export const FIELD_CHANGE = record({
  field: FIELD,
  change: oneOf('added', 'removed', 'changed'),
  secret: flag,
  /** Whether it makes the configuration less secure, by the drift policy. */
  downgrade: flag,
  /** How the value is shown: canonical JSON, `••••` for a secret; null where the field is not there. */
  before: nullable(text({ min: 0, max: 10_000 })),
  after: nullable(text({ min: 0, max: 10_000 })),
});

const TARGET = {
  environment: ENVIRONMENT,
  /** The active version that the change starts from; null where there is none. */
  base: nullable(integer(1)),
  content: CONTENT,
  changes: list(FIELD_CHANGE, 10_000),
  assessment: ASSESSMENT,
};

export const SUBJECT = variants('kind', {
  change: record({ kind: oneOf('change'), ...TARGET }),
  rollback: record({
    kind: oneOf('rollback'),
    ...TARGET,
    to: integer(1),
    reason: oneOf(...ROLLBACK_REASONS),
    keepsSecrets: flag,
  }),
  policy: record({ kind: oneOf('policy'), policy: POLICY }),
});

export type Subject = Accepted<typeof SUBJECT>;

export type RequestStatus = 'pending' | 'approved' | 'rejected' | 'expired' | 'cancelled' | 'applied';

export interface Approval {
  readonly principal: string;
  /** The roles for which it counts; of an emergency approval, the one that allowed it. */
  readonly roles: readonly string[];
  readonly time: string;
}

export interface ChangeRequest {
  readonly id: string;
  readonly subject: Subject;
  /** Of everything that apply needs: what an approval names. */
  readonly digest: string;
  readonly requester: string;
  /** In which role they asked; null for none. */
  readonly requesterRole: string | null;
  readonly justification: string;
  readonly impact: string;
  readonly rollbackPlan: string;
  readonly filed: string;
  readonly expires: string;
  /** What the policy asked for when it was filed or last edited. */
  readonly terms: Terms;
  readonly policyVersion: number;
  readonly status: RequestStatus;
  /** Those that count: none from before the last edit. */
  readonly approvals: readonly Approval[];
  /** Who rejected or cancelled it, and why. */
  readonly ending?: { readonly principal: string; readonly time: string; readonly reason: string };
  /** An emergency approval, and the review that it owes. */
  readonly emergency?: {
    readonly principal: string;
    readonly reason: string;
    readonly reviewDue: string;
    readonly review?: { readonly principal: string; readonly time: string; readonly finding: string };
  };
}

/** What a request needs, of all its fields together. */
export interface Terms {
  readonly approvers: readonly string[];
  /** How many people at least: for a change of the policy. */
  readonly people: number;
  readonly priority: Priority;
  readonly expiresAfterSeconds: number;
  readonly emergencyOverride: boolean;
}
