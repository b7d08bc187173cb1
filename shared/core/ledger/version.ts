/** A version: an environment's files as they were approved, for good. */
import { CONTENT, type Content } from './content.ts';
import { DIGEST, ENVIRONMENT } from './names.ts';
import { type Accepted, flag, integer, nullable, number, record, written } from './shape.ts';

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

export type Assessment = Accepted<typeof ASSESSMENT>;

/** Where a version comes from. Requests by their ids. */
export type Origin =
  /** The environment's first, under the policy of the genesis. */
  | { readonly kind: 'initial' }
  | { readonly kind: 'request'; readonly request: string }
  | {
      readonly kind: 'rollback';
      readonly request: string;
      /** The version whose content it is. */
      readonly to: number;
      readonly reason: (typeof ROLLBACK_REASONS)[number];
      /** Whether the secrets of the version before were kept in place of those of then. */
      readonly keepsSecrets: boolean;
    };

export const VERSION_FIELDS = {
  environment: ENVIRONMENT,
  /** 1, 2, …, never given twice. */
  number: integer(1),
  /** The version that was active before; null for the first. */
  parent: nullable(integer(1)),
  message: written(),
  content: CONTENT,
  assessment: ASSESSMENT,
};

export interface Version {
  readonly environment: string;
  readonly number: number;
  readonly parent: number | null;
  readonly message: string;
  readonly content: Content;
  readonly assessment: Assessment;
  readonly origin: Origin;
  /** Why nobody should go back to it; null when it is not deprecated. */
  readonly deprecation: string | null;
  /** What the last check of its integrity found wrong; null when nothing. */
  readonly corruption: string | null;
  readonly tags: readonly string[];
  readonly author: string;
  /** Who approved it, in the order in which they did. */
  readonly approvers: readonly string[];
  /** Whether it was approved as an emergency, without the policy's approvers. */
  readonly emergency: boolean;
  readonly time: string;
  /** Of the event that made it. */
  readonly seq: number;
}

/** What a version is to people, the most important first. `active` is the number of the environment's active version. */
export function versionStatus(
  { number: own, corruption, deprecation }: Version,
  active: number | undefined,
): 'active' | 'inactive' | 'deprecated' | 'corrupted' {
  if (corruption !== null) return 'corrupted';
  if (own === active) return 'active';
  return deprecation === null ? 'inactive' : 'deprecated';
}
