/** Places in a text and changes to it: the vocabulary every other module speaks. */

/** A half-open stretch of text, in UTF-16 code units from the start of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place as editors count it: 0-based line, 0-based UTF-16 code unit in that line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A half-open stretch of text as editors count it. The shape of every range in our JSON output. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Replaces the text in `span` (empty: inserts) with `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

export function spanOf(start: number, end: number): Span {
  return { start, end };
}

/**
 * Applies edits that do not overlap, in any order, and returns the new text.
 * Two insertions at one place keep the order in which they are given.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = '';
  let offset = 0;
  for (const { span, newText } of ordered) {
    if (span.start < offset) throw new Error(`edits overlap at offset ${span.start}`);
    result += text.slice(offset, span.start) + newText;
    offset = span.end;
  }
  return result + text.slice(offset);
}
