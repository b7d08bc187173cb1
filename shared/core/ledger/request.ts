/** A change request: what somebody wants to change, who has agreed, and how it ended. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../text/canonical-json.ts';
import { attachmentsOf, CONTENT } from './content.ts';
import { DIGEST, ENVIRONMENT, FIELD, UUID } from './names.ts';
import { POLICY } from './policy.ts';
import {
  type Accepted,
  flag,
  integer,
  list,
  nullable,
  oneOf,
  record,
  text,
  variants,
  written,
} from './shape.ts';
import { ASSESSMENT, ROLLBACK_REASONS } from './version.ts';

/**
 * One field that the content changes. How it was and is stands in the texts: a copy here would be one more claim, written as
 * the program of its day shows values.
 */
export const FIELD_CHANGE = record({
  field: FIELD,
  change: oneOf('added', 'removed', 'changed'),
  secret: flag,
  /** Whether it makes the configuration less secure, by the drift policy. */
  downgrade: flag,
});

export type FieldChange = Accepted<typeof FIELD_CHANGE>;

const TARGET = {
  environment: ENVIRONMENT,
  /** The active version that the change starts from; null where there is none. */
  base: nullable(integer(1)),
  content: CONTENT,
  changes: list(FIELD_CHANGE, 4000),
  assessment: ASSESSMENT,
};

const SUBJECT = variants('kind', {
  change: record({ kind: oneOf('change'), ...TARGET }),
  rollback: record({
    kind: oneOf('rollback'),
    ...TARGET,
    to: integer(1),
    reason: oneOf(...ROLLBACK_REASONS),
    /** Whether the secrets of the base stay in place of those of then: the content is then not that of `to`. */
    keepsSecrets: flag,
  }),
  policy: record({ kind: oneOf('policy'), policy: POLICY }),
});

export type Subject = Accepted<typeof SUBJECT>;
/** A subject that makes a version. */
export type ContentSubject = Exclude<Subject, { readonly kind: 'policy' }>;

/** What the requester writes, and an edit replaces as a whole. */
export const PROPOSAL_FIELDS = {
  subject: SUBJECT,
  justification: written(),
  impact: text({ min: 0, max: 5000 }),
  rollbackPlan: text({ min: 0, max: 5000 }),
};
const PROPOSAL = record(PROPOSAL_FIELDS);

export type Proposal = Accepted<typeof PROPOSAL>;

/** What an approval names, so that it holds for nothing else. */
export const BINDING_FIELDS = {
  request: UUID,
  /** `proposalDigest` of what was read. */
  digest: DIGEST,
  /** `baseOf` it. */
  base: nullable(integer(0)),
  /** `ruleSetOf` it. */
  ruleSet: nullable(DIGEST),
};
const BINDING = record(BINDING_FIELDS);

export type Binding = Accepted<typeof BINDING>;

export interface ChangeRequest extends Proposal {
  /** Of the event that filed it. */
  readonly id: string;
  readonly digest: string;
  readonly requester: string;
  /** In which role they asked; null for none. */
  readonly requesterRole: string | null;
  readonly filed: string;
  readonly edited: string | null;
  /** Version of the policy by which it says what it changes: that of the day when it was filed, or edited last. */
  readonly policyVersion: number;
  /** The last moment at which it can be applied. */
  readonly expires: string;
  /** Those that count, in their order: none from before the last edit, nor by whom has lost the role or a key since. */
  readonly approvals: readonly Approval[];
  /** What does without the approvals, and owes a review once the request has been applied. */
  readonly emergency: EmergencyApproval | null;
  /** How it ended, for good; null while it is open. */
  readonly ending: Ending | null;
}

export interface Approval {
  readonly principal: string;
  /** For which it counts: at least one. */
  readonly roles: readonly string[];
  readonly comment: string;
  readonly time: string;
}

export interface EmergencyApproval {
  readonly principal: string;
  readonly role: string;
  readonly reason: string;
  readonly time: string;
  readonly reviewDue: string;
  readonly review: { readonly principal: string; readonly finding: string; readonly time: string } | null;
}

export interface Ending {
  readonly status: 'rejected' | 'cancelled' | 'expired' | 'applied';
  readonly principal: string;
  readonly time: string;
  readonly reason: string;
  /** Of the environment's version that came of it, or of the policy; null where nothing did. */
  readonly version: number | null;
}

/** `sha256:` + hex over all that the approvers read and apply needs. */
export function proposalDigest({ subject, justification, impact, rollbackPlan }: Proposal): string {
  const canonical = canonicalJson({ subject, justification, impact, rollbackPlan });
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonical)))}`;
}

/** The version that it starts from: of the environment (null for none), or of the policy. */
export function baseOf(subject: Subject): number | null {
  return subject.kind === 'policy' ? subject.policy.version - 1 : subject.base;
}

/** Digest of the rules that the content was checked by; null for a policy, which is not checked by rules. */
export function ruleSetOf(subject: Subject): string | null {
  return subject.kind === 'policy' ? null : subject.assessment.ruleSet;
}

/** For messages: `production`, `the policy`. */
export function targetOf(subject: Subject): string {
  return subject.kind === 'policy' ? 'the policy' : subject.environment;
}

export function bindingOf({ id, digest, subject }: ChangeRequest): Binding {
  return { request: id, digest, base: baseOf(subject), ruleSet: ruleSetOf(subject) };
}

export function attachmentsOfSubject(subject: Subject): readonly string[] {
  return subject.kind === 'policy'
    ? [subject.policy.fingerprintKey.attachment ?? []].flat()
    : attachmentsOf(subject.content);
}
