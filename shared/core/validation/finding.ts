/** What a check has to say about one place of a document: plain data, before any editor or output format. */
import type { Severity } from '../document/document.ts';
import type { Waiver } from '../profile/profile.ts';
import type { Span } from '../text/text.ts';

export type FindingKind =
  /** A rule of the profile is violated. */
  | 'rule'
  /** The value does not satisfy the schema, or the field is missing or unknown. */
  | 'schema'
  /** A name is probably not the one that was meant; nothing forbids it. */
  | 'name'
  /** A production document leaves fields to their defaults. */
  | 'fallback'
  /** The text is not what its language asks for. */
  | 'syntax'
  /** The file's readers disagree on what the text says. */
  | 'portability'
  /** Dangerous whatever the profile: command substitution, a fallback in production, … */
  | 'security'
  /** A waiver that is not in order. */
  | 'waiver'
  /** Its manifest or profile has errors, so that not everything was checked. */
  | 'manifest'
  /** The file says another environment than it is governed as, or leaves a value to one. */
  | 'environment'
  /** The document differs from the version that was approved. No check of a text says so, for it needs the ledger. */
  | 'drift';

export interface Finding {
  readonly kind: FindingKind;
  /** A rule's id, or `area/name` (`schema/minimum`, `syntax/duplicate-key`). Stable. */
  readonly code: string;
  readonly severity: Severity;
  /** What, why, what to do. Never quotes a secret's value. */
  readonly message: string;
  /** Where it shows. What is missing shows where it would go. */
  readonly span: Span;
  /** Dotted path of the field, when the finding is about one. */
  readonly field?: string;
  /** Other places that explain it, in this document or another file of the workspace. */
  readonly related: readonly RelatedPlace[];
  /** The waiver in force; the finding, whose severity stays the rule's, is then shown as information. */
  readonly waivedBy?: Waiver;
  /** Another finding says the same of the same field and is shown instead (the report keeps both). */
  readonly shadowed?: boolean;
  /** Fields that are missing, for the fix that writes them. */
  readonly missing?: readonly MissingField[];
  /** A change that removes the finding and nothing else. */
  readonly fix?: {
    readonly title: string;
    readonly edits: readonly { readonly span: Span; readonly newText: string }[];
    /** The edits move a secret's value: they are for an editor, not for a log or a report. */
    readonly holdsSecret?: true;
  };
}

export interface RelatedPlace {
  /** Relative to the manifest's folder; absent: the same document. */
  readonly path?: string;
  readonly span: Span;
  readonly message: string;
}

export interface MissingField {
  readonly field: string;
  /** Offset at which a line with the field would be inserted. */
  readonly insertAt: number;
  /** The text to insert there, line break included, where a default is known. */
  readonly newText?: string;
}
