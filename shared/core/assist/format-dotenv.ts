/**
 * Formats a dotenv file for people, and for no parser: what each program that reads the file reads stays exactly what it
 * was. So what most formatters would do first (the space around `=`) is only done where none of these minds it.
 */
import { DIALECTS, type DialectName } from '../document/dialect.ts';
import { parseDotenv } from '../document/dotenv.ts';
import type { Span, TextEdit } from '../text/text.ts';
import { layoutEdits } from './format-dotenv-edits.ts';
import { withoutHarm } from './format-dotenv-readings.ts';

export interface FormatOptions {
  /** Who reads the file, the one that governs it first; empty when nobody knows: it is kept for every dialect. */
  readonly dialects: readonly DialectName[];
  /** Only what stands in the lines of this stretch is formatted; the whole file unless given. */
  readonly range?: Span;
}

/** Minimal edits, in source order, that do not overlap; none for a text that is in order. Never throws. */
export function formatDotenv(text: string, { dialects, range }: FormatOptions): readonly TextEdit[] {
  if (text.includes('\0')) return []; // no text: some readers refuse it, others stop there
  const edits = layoutEdits(parseDotenv(text, { dialect: dialects[0] ?? 'dotenv' }));
  const asked = range ? edits.filter(({ span }) => isWithin(span, wholeLines(range, text))) : edits;
  return withoutHarm(text, asked, dialects.length > 0 ? dialects : DIALECTS);
}

function isWithin(span: Span, range: Span): boolean {
  return span.start >= range.start && span.end <= range.end;
}

/** A range that ends at the start of a line does not mean that line. */
function wholeLines({ start, end }: Span, text: string): Span {
  const first = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  if (end > start && isBreak(text[end - 1])) return { start: first, end };
  const feed = text.slice(end).search(/[\r\n]/);
  if (feed < 0) return { start: first, end: text.length };
  const stop = end + feed;
  return { start: first, end: text.startsWith('\r\n', stop) ? stop + 2 : stop + 1 };
}

function isBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
