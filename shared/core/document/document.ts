/**
 * The one shape in which every later step sees a configuration file, whatever language it is written in.
 *
 * A document is lossless (the text is kept) and located (every key and value has its span), and it is made from any
 * input at all: what cannot be read is a problem beside what can.
 */

import type { LineIndex } from '../text/line-index.ts';
import type { LinedText } from '../text/lined-text.ts';
import type { Span } from '../text/text.ts';
import type { PlacedBlock } from './block.ts';

export type Format = 'dotenv' | 'yaml';

export type Severity = 'critical' | 'error' | 'warning' | 'info';

/** Something in the text that its own language, or a parser that reads it, objects to. Never quotes a value. */
export interface Problem {
  /** Stable, `area/name`, e.g. `syntax/unterminated-quote`. */
  readonly code: string;
  readonly severity: Severity;
  /** Says what, why, and what to do. */
  readonly message: string;
  readonly span: Span;
}

export interface Document {
  readonly format: Format;
  readonly source: LinedText;
  /** The whole of `source`. */
  readonly text: string;
  readonly lines: LineIndex;
  /** One tree for each YAML document of the stream that has content; a dotenv file always has exactly one. */
  readonly roots: readonly Node[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
  /** Of a document with one mapping as its root; empty for any other. They tile the text. */
  readonly blocks: readonly PlacedBlock[];
}

/** A comment without its `#`, and where the whole of it stands. */
export interface Comment {
  readonly text: string;
  readonly span: Span;
}

export type Node = ScalarNode | ListNode | MapNode;

export type Scalar = string | number | boolean | null;

export interface ScalarNode {
  readonly kind: 'scalar';
  /** The value with its quotes. Empty, at the place where a value would stand, when the value is empty. */
  readonly span: Span;
  /** What is read: always a string (or null: no value at all) in dotenv, any scalar in YAML. */
  readonly value: Scalar;
  /** `text`: still to be coerced to the field's type. `typed`: the language has types of its own. */
  readonly origin: 'text' | 'typed';
  /** Each `${NAME}` or `$NAME` that some reader of the file replaces, in order. */
  readonly references: readonly Reference[];
  /** Set when the value has a `$(command)`: `value` is then the text as it stands, which was not executed. */
  readonly unread?: 'command';
  /** The node that it repeats. */
  readonly aliasOf?: Node;
}

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Node[];
  /** The node that it repeats. */
  readonly aliasOf?: Node;
}

export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
  /** In source order. A key may stand more than once; the last one counts. Merged-in YAML keys come first. */
  readonly entries: readonly Entry[];
  /** The node that it repeats. */
  readonly aliasOf?: Node;
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node;
  /** Key and value, without trailing comment or line break. */
  readonly span: Span;
}

export interface Reference {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  /** `:-` and `-` give a fallback; `:+` and `+` an alternative; `:?` and `?` a message. */
  readonly operator?: ':-' | '-' | ':+' | '+' | ':?' | '?';
  /** What stands behind the operator. */
  readonly argument?: Span;
}
