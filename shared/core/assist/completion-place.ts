/** Where the cursor stands, in terms that dotenv and YAML share. */
import type { Reference } from '../document/document.ts';
import type { Span } from '../text/text.ts';

export type Place = KeyPlace | ValuePlace | CommentPlace;

export interface KeyPlace {
  readonly kind: 'key';
  /** The keys around it in the file, outermost first; `-` stands for an entry of a list. */
  readonly parents: readonly string[];
  /** What is replaced: the whole word under the cursor. */
  readonly token: Span;
  /** `=` or `:` follows already. */
  readonly isNamed: boolean;
  /** `export` stands before it. */
  readonly isExported: boolean;
  /** Keys that stand beside it although the tree may not have them, lower case. */
  readonly present: ReadonlySet<string>;
  /** How far it stands in. */
  readonly column: number;
  /** In `{…}`. */
  readonly isFlow: boolean;
  /** It may as well be a plain entry of a list. */
  readonly inItem: boolean;
}

export interface ValuePlace {
  readonly kind: 'value';
  /** The keys to it in the file; `-` stands for an entry of a list. */
  readonly path: readonly string[];
  /** Absent for an entry of a list. */
  readonly keySpan?: Span;
  /** What is replaced: the whole value, quotes included. */
  readonly token: Span;
  /** With which the value begins. */
  readonly quote: '' | '"' | "'";
  /** What has to stand between key and value and does not yet. */
  readonly lead: '' | ' ';
  /** It is an entry of a list. */
  readonly inItem: boolean;
  /** In `{…}` or `[…]`. */
  readonly isFlow: boolean;
  readonly references: readonly Pick<Reference, 'name' | 'nameSpan' | 'operator'>[];
}

/** Where a key may stand, but a plain entry of a list as well: the latter. */
export function itemPlace({ parents, token, isFlow }: KeyPlace): ValuePlace {
  return { kind: 'value', path: parents, token, quote: '', lead: '', inItem: true, isFlow, references: [] };
}

export interface CommentPlace {
  readonly kind: 'comment';
  /** With its `#`. */
  readonly span: Span;
}
