/** What people are shown of versions and of differences between them. Plain data; no secret is in it. */

/** A text of secrets: `••••` and what tells equal ones apart from others, never a part of the value. */
export interface FieldDifference {
  readonly field: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly secret: boolean;
  /** Whether it makes the configuration less secure, by the drift policy. */
  readonly downgrade: boolean;
  /** As it is written in the file, secrets covered; null where the field is not there. */
  readonly before: string | null;
  readonly after: string | null;
  /** Of the file that has it, relative to the manifest's folder. */
  readonly path: string | null;
}

/** A file of which the text differs, whether or not a field does. */
export interface TextChange {
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Lines that are there, or were; 0: they are in another order. */
  readonly lines: number;
  /** How many of them are comments or blank. */
  readonly comments: number;
  /** Whether a field differs there as well. */
  readonly hasFields: boolean;
}

export interface ShownVersion {
  readonly environment: string;
  readonly number: number;
  readonly parent: number | null;
  readonly message: string;
  readonly status: 'active' | 'inactive' | 'deprecated' | 'corrupted';
  /** What is wrong with it; null unless `corrupted`. */
  readonly corruption: string | null;
  readonly tags: readonly string[];
  readonly author: string;
  readonly approvers: readonly string[];
  readonly emergency: boolean;
  /** Of the request by which it came; null for a first version. */
  readonly request: string | null;
  /** Null unless it is a rollback. */
  readonly rollback: { readonly to: number; readonly reason: RollbackReason } | null;
  readonly time: string;
  readonly score: number;
  readonly isCompliant: boolean;
  readonly files: readonly string[];
}

export type RollbackReason =
  | 'security_incident'
  | 'configuration_error'
  | 'performance_issue'
  | 'compliance_violation'
  | 'emergency_response'
  | 'planned_rollback';

/** One of two things that are compared. */
export type Side =
  | { readonly kind: 'version'; readonly environment: string; readonly number: number }
  /** The environment's files as they are now, open ones as the editor has them. */
  | { readonly kind: 'working'; readonly environment: string }
  | { readonly kind: 'request'; readonly id: string };

/** What a file is shown beside. */
export interface FileBeside {
  readonly side: Side;
  /** Another one, where environments are compared. */
  readonly path: string;
  /** Whether it is the older of the two, or stands for it: secrets that are others than there are marked. */
  readonly isOlder: boolean;
}

export interface Comparison {
  readonly changes: readonly FieldDifference[];
  /** Fields that are secret on both sides, and of which nobody here can tell whether they are the same. */
  readonly unknown: readonly string[];
  readonly files: readonly ComparedFile[];
}

export interface ComparedFile {
  /** Of the right side, where it is there. */
  readonly path: string;
  /** What it is compared with on the left side; absent: the same path, or there is none. */
  readonly counterpart?: string;
  readonly change: 'same' | 'added' | 'removed' | 'changed';
}

/** Drift as the editor finds it: of a field of a file, or of a whole file. */
export interface ShownDrift {
  /** Relative to the manifest's folder. */
  readonly path: string;
  readonly code: string;
  readonly severity: ShownFinding['severity'];
  /** Null: the whole file. */
  readonly field: string | null;
  readonly message: string;
}

/** What the check says of a content beside the one that is live. */
export interface Assessment {
  readonly scoreBefore: number | null;
  readonly scoreAfter: number;
  readonly isCompliant: boolean;
  readonly findingsAdded: readonly ShownFinding[];
  readonly findingsRemoved: readonly ShownFinding[];
}

export interface ShownFinding {
  readonly code: string;
  readonly severity: 'critical' | 'error' | 'warning' | 'info';
  readonly field: string | null;
  readonly message: string;
}
