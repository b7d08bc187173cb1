/** Builds the statements that all dialects have in common. */
import { type Span, spanOf } from '../text/text.ts';
import { afterBreak, type CharacterTest, isLineBreak, lineEnd, skip, skipBack } from './dotenv-characters.ts';
import type { Source } from './dotenv-source.ts';
import type { Blank, CommentLine, Garbage, Issue, IssueCode } from './dotenv-statement.ts';

/** The line of `offset`, which holds nothing but space. */
export function blankLine(text: string, offset: number, isBreak: CharacterTest = isLineBreak): Blank {
  const end = afterBreak(text, lineEnd(text, offset, isBreak), isBreak);
  return { kind: 'blank', length: end - offset, reach: end - offset + 1, issues: [] };
}

/** The line of `offset`, whose comment begins at `hash`. */
export function commentLine(
  text: string,
  offset: number,
  hash: number,
  isBreak: CharacterTest = isLineBreak,
): CommentLine {
  const stop = lineEnd(text, hash, isBreak);
  const end = afterBreak(text, stop, isBreak);
  const comment = spanOf(hash - offset, stop - offset);
  return { kind: 'comment', length: end - offset, reach: end - offset + 1, issues: [], comment };
}

export interface GarbageShape {
  readonly offset: number;
  /** Where the next statement begins. */
  readonly end: number;
  readonly code: IssueCode;
  readonly refuses?: boolean;
  /** See `Statement.reach`, but as an offset. At least one more than `end` in any case. */
  readonly reach?: number;
  /** Where the fault is, when it is not the whole. */
  readonly span?: Span;
}

export function garbage(text: string, shape: GarbageShape): Garbage {
  const { offset, end } = shape;
  const start = skip(text, offset, isGarbageSpace, end);
  const content = spanOf(start - offset, skipBack(text, start, end, isGarbageSpace) - offset);
  const inside =
    shape.span && shape.span.start < end ? shape.span : spanOf(content.start + offset, content.end + offset);
  const span = spanOf(inside.start - offset, Math.min(inside.end, end) - offset);
  return {
    kind: 'garbage',
    length: end - offset,
    reach: Math.max(end + 1, shape.reach ?? 0) - offset,
    issues: [issue(shape.code, span, shape.refuses ?? false)],
    content,
  };
}

export function issue(code: IssueCode, span: Span, refuses = false): Issue {
  return refuses ? { code, severity: 'error', span, refuses } : { code, severity: 'warning', span };
}

const isGarbageSpace: CharacterTest = code => code <= 0x20;

/** The offset behind the quote that closes the one at `start`, a backslash escaping any character; -1: there is none. */
export function findClosingQuote({ text, find }: Source, start: number): number {
  const quote = text[start] ?? '';
  if (find(quote, start + 1) < 0) return -1;
  for (let offset = start + 1; offset < text.length; offset++) {
    if (text[offset] === '\\') offset++;
    else if (text[offset] === quote) return offset + 1;
  }
  return -1;
}
