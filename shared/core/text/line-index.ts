/** Converts between offsets and editor positions without scanning the text for each question. */
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
  const starts = lineStarts(text);
  const lineStart = (line: number): number => starts[Math.max(0, line)] ?? text.length;

  const positionAt = (offset: number): Position => {
    const target = Math.min(Math.max(0, offset), text.length);
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if (lineStart(middle) <= target) low = middle;
      else high = middle;
    }
    return { line: low, character: target - lineStart(low) };
  };

  const offsetAt = ({ line, character }: Position): number => {
    if (line < 0) return 0;
    const start = lineStart(line);
    let end = lineStart(line + 1);
    while (end > start && isLineBreak(text.charCodeAt(end - 1))) end--;
    return Math.min(start + Math.max(0, character), end);
  };

  return {
    lineCount: starts.length,
    lineStart,
    positionAt,
    offsetAt,
    rangeOf: span => ({ start: positionAt(span.start), end: positionAt(span.end) }),
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (!isLineBreak(code)) continue;
    if (code === CARRIAGE_RETURN && text.charCodeAt(offset + 1) === LINE_FEED) offset++;
    starts.push(offset + 1);
  }
  return starts;
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
