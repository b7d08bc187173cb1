/** Converts between offsets and editor positions without scanning the text for each question. */
import type { Change } from './change.ts';
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
  /** The index of the changed text: only the lines that the change touches are looked at. */
  update(text: string, change: Change): LineIndex;
}

/** Line breaks are `\n`, `\r\n` and a lone `\r`, as the Language Server Protocol counts them. */
export function createLineIndex(text: string): LineIndex {
  return indexOf(text, Uint32Array.from([0].concat(lineStarts(text, 0, text.length + 1))));
}

function indexOf(text: string, starts: Uint32Array): LineIndex {
  const lineStart = (line: number): number => starts[Math.max(0, line)] ?? text.length;
  const positionAt = (offset: number): Position => {
    const target = Math.min(Math.max(0, offset), text.length);
    const line = lineAt(starts, target);
    return { line, character: target - lineStart(line) };
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
    update: (changed, change) => indexOf(changed, updated(starts, changed, change)),
  };
}

/** A carriage return right before the change, or at its end, may have become or been a part of `\r\n`. */
function updated(starts: Uint32Array, text: string, { start, oldEnd, newEnd }: Change): Uint32Array {
  const kept = lineAt(starts, Math.max(0, start - 1)) + 1;
  const next = lineAt(starts, oldEnd + 1) + 1;
  const delta = newEnd - oldEnd;
  const limit = next < starts.length ? (starts[next] ?? 0) + delta : text.length + 1;
  const fresh = lineStarts(text, starts[kept - 1] ?? 0, limit);
  const moved = kept + fresh.length;
  const result = new Uint32Array(moved + starts.length - next);
  result.set(starts.subarray(0, kept));
  result.set(fresh, kept);
  result.set(starts.subarray(next), moved);
  for (let index = moved; delta !== 0 && index < result.length; index++) {
    result[index] = (result[index] ?? 0) + delta;
  }
  return result;
}

/** The last line that begins at or before the offset. */
function lineAt(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** Where lines begin behind the line breaks from the offset `from`, as far as they begin before `to`. */
function lineStarts(text: string, from: number, to: number): number[] {
  const starts: number[] = [];
  for (let offset = from; offset + 1 < to; offset++) {
    const code = text.charCodeAt(offset);
    if (!isLineBreak(code)) continue;
    if (code === CARRIAGE_RETURN && text.charCodeAt(offset + 1) === LINE_FEED) offset++;
    if (offset + 1 < to) starts.push(offset + 1);
  }
  return starts;
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}
