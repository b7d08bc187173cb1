/** Converts between offsets and editor positions without scanning the text for each question. */
import { makePieces, type Pieces, pieceAt } from './pieces.ts';
import type { Position, Range, Span } from './text.ts';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export interface LineIndex {
  readonly lineCount: number;
  /** The offset at which a 0-based line begins. Lines past the end begin at the end. */
  lineStart(line: number): number;
  /** Offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position;
  /** Positions past a line's end, its line break excluded, are moved to that end. */
  offsetAt(position: Position): number;
  rangeOf(span: Span): Range;
}

/** Line breaks are `\n`, `\r\n` and a lone `\r`, as the Language Server Protocol counts them. */
export function createLineIndex(text: string): LineIndex {
  return lineIndexOf(makePieces(text));
}

export function lineIndexOf({ list, offsets, lines, length, lineCount }: Pieces): LineIndex {
  const lineStart = (line: number): number => {
    if (line >= lineCount) return length;
    const piece = pieceAt(lines, Math.max(0, line));
    return (offsets[piece] ?? 0) + (list[piece]?.starts[Math.max(0, line) - (lines[piece] ?? 0)] ?? 0);
  };
  const positionAt = (offset: number): Position => {
    const target = Math.min(Math.max(0, offset), length);
    const piece = pieceAt(offsets, target);
    const inPiece = target - (offsets[piece] ?? 0);
    const starts = list[piece]?.starts ?? [];
    const at = pieceAt(starts, inPiece);
    return { line: (lines[piece] ?? 0) + at, character: inPiece - (starts[at] ?? 0) };
  };
  const offsetAt = ({ line, character }: Position): number => {
    if (line < 0) return 0;
    const start = lineStart(line);
    return Math.min(start + Math.max(0, character), lineEnd(line, start));
  };
  const lineEnd = (line: number, start: number): number => {
    const piece = pieceAt(offsets, start);
    const { text = '' } = list[piece] ?? {};
    const offset = offsets[piece] ?? 0;
    let end = lineStart(line + 1);
    while (end > start && isLineBreak(text.charCodeAt(end - 1 - offset))) end--;
    return end;
  };
  return {
    lineCount,
    lineStart,
    positionAt,
    offsetAt,
    rangeOf: span => ({ start: positionAt(span.start), end: positionAt(span.end) }),
  };
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
