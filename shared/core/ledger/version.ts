/** A version: an environment's files as they were approved, for good. */
import { CONTENT, type Content } from './content.ts';
import { DIGEST, ENVIRONMENT, UUID } from './names.ts';
import { type Accepted, flag, integer, nullable, number, oneOf, record, text, variants } from './shape.ts';

/** The guide's six. */
export const ROLLBACK_REASONS = [
  'security_incident',
  'configuration_error',
  'performance_issue',
  'compliance_violation',
  'emergency_response',
  'planned_rollback',
] as const;

/** What the check said of the content when the version was made. */
export const ASSESSMENT = record({
  score: number(0, 100),
  isCompliant: flag,
  /** Digest of the rules it was checked by. */
  ruleSet: DIGEST,
});

/** Where a version comes from. */
export const ORIGIN = variants('kind', {
  /** The environment's first, under the policy of the genesis. */
  initial: record({ kind: oneOf('initial') }),
  request: record({ kind: oneOf('request'), request: UUID }),
  rollback: record({
    kind: oneOf('rollback'),
    /** The version whose content it is. */
    to: integer(1),
    reason: oneOf(...ROLLBACK_REASONS),
    /** The request by which it was approved; null in an emergency. */
    request: nullable(UUID),
    emergency: flag,
    /** Whether the secrets of the version before were kept in place of those of then. */
    keepsSecrets: flag,
  }),
});

export const VERSION_FIELDS = {
  environment: ENVIRONMENT,
  /** 1, 2, …, never given twice. */
  number: integer(1),
  /** The version that was active before; null for the first. */
  parent: nullable(integer(1)),
  message: text({ max: 2000 }),
  content: CONTENT,
  assessment: ASSESSMENT,
};

export interface Version {
  readonly environment: string;
  readonly number: number;
  readonly parent: number | null;
  readonly message: string;
  readonly content: Content;
  /** Where its secrets are encrypted to those who read them now; null when it has none. */
  readonly bundle: string | null;
  readonly assessment: Accepted<typeof ASSESSMENT>;
  readonly origin: Accepted<typeof ORIGIN>;
  readonly status: 'active' | 'inactive' | 'deprecated';
  readonly tags: readonly string[];
  readonly author: string;
  /** Who approved it, in the order in which they did. */
  readonly approvers: readonly string[];
  readonly emergency: boolean;
  readonly time: string;
  /** Of the event that made it. */
  readonly seq: number;
}
