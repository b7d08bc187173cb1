/**
 * The pieces that a dotenv file is made of. Statements tile the text and hold no absolute offset: a statement that was
 * only moved by an edit above it is still the same value.
 */
import type { Span } from '../text/text.ts';
import type { Reference, Severity } from './document.ts';

export type Statement = Assignment | BareName | CommentLine | Blank | Garbage;

/** All spans are relative to the statement's own start. */
interface StatementBase {
  /** UTF-16 code units up to where the next statement begins, line break included. */
  readonly length: number;
  /**
   * How far from the statement's start its reading depends on the text, exclusive; the end of the text counts as one
   * more code unit. `Infinity` when a character anywhere behind could change it (an opening quote without an end).
   */
  readonly reach: number;
  readonly issues: readonly Issue[];
}

export interface Key {
  readonly text: string;
  /** Quotes excluded. */
  readonly span: Span;
}

export interface Assignment extends StatementBase {
  readonly kind: 'assignment';
  /** The word `export`. */
  readonly export?: Span;
  readonly key: Key;
  /** `=`, `:` or `+=` without the space around it. */
  readonly separator: Span;
  readonly value: Value;
  readonly comment?: Span;
}

/** A name without a value. What that means differs: nothing, empty, or taken from the environment. */
export interface BareName extends StatementBase {
  readonly kind: 'bare-name';
  readonly export?: Span;
  readonly key: Key;
  readonly comment?: Span;
}

export interface CommentLine extends StatementBase {
  readonly kind: 'comment';
  /** From the `#` to the end of the comment, line break excluded. */
  readonly comment: Span;
}

export interface Blank extends StatementBase {
  readonly kind: 'blank';
}

/** Text from which the dialect reads nothing. */
export interface Garbage extends StatementBase {
  readonly kind: 'garbage';
  /** The text without the space around it. */
  readonly content: Span;
}

export type QuoteKind = "'" | '"' | '`';

export interface Value {
  /** With quotes. Empty, where a value would stand, when there is none. */
  readonly span: Span;
  /** Set when one pair of quotes encloses the whole value. */
  readonly quote?: QuoteKind;
  /** Without those quotes. */
  readonly content: Span;
  readonly parts: readonly Part[];
  /** Every reference that some reader of the file replaces, in order. */
  readonly references: readonly Reference[];
  /** What is read, when that depends on this statement alone. */
  readonly literal?: string;
  /** What the dialect's second pass starts from, otherwise. */
  readonly template: string;
  readonly unread?: 'command';
}

export type Part =
  | { readonly kind: 'text' | 'escape' | 'command'; readonly span: Span }
  | { readonly kind: 'reference'; readonly span: Span; readonly reference: Reference };

export type IssueCode =
  | 'security/command-substitution'
  | 'syntax/bad-key'
  | 'syntax/bad-substitution'
  | 'syntax/carriage-return'
  | 'syntax/garbage'
  | 'syntax/key-spans-lines'
  | 'syntax/last-name'
  | 'syntax/line-too-long'
  | 'syntax/lost-value'
  | 'syntax/missing-reference'
  | 'syntax/nul'
  | 'syntax/process-id'
  | 'syntax/rest-ignored'
  | 'syntax/shell-command'
  | 'syntax/text-after-quote'
  | 'syntax/too-deep'
  | 'syntax/unset-export'
  | 'syntax/unsupported-expansion'
  | 'syntax/unterminated-quote'
  | 'syntax/value-too-long';

export interface Issue {
  readonly code: IssueCode;
  readonly severity: Severity;
  readonly span: Span;
  /** The dialect's parser reads nothing at all from a file with this in it. */
  readonly refuses?: true;
}
