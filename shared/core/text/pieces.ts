/** Pieces of some dozens of lines that tile a text: an edit makes those that it touches anew, and keeps the others. */
import type { Change } from './change.ts';

/** Begins where a line begins. All but the last one end with a line break. */
export interface Piece {
  readonly text: string;
  /** Where its lines begin, from its own start. */
  readonly starts: readonly number[];
}

/** Pieces where they stand. */
export interface Pieces {
  readonly list: readonly Piece[];
  /** Where each piece begins, in UTF-16 code units. */
  readonly offsets: readonly number[];
  /** The 0-based number of each piece's first line. */
  readonly lines: readonly number[];
  /** Of the whole text. */
  readonly length: number;
  readonly lineCount: number;
}

/** A piece ends at the first line break behind this many UTF-16 code units. */
const USUAL_LENGTH = 4000;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export function makePieces(text: string): Pieces {
  return place(cut(text, true));
}

/** Replaces a stretch by `inserted`. */
export function replaceIn(
  pieces: Pieces,
  { start, oldEnd }: Pick<Change, 'start' | 'oldEnd'>,
  inserted: string,
): Pieces {
  const { list, offsets } = pieces;
  // What is inserted may begin with the line feed of a carriage return that stands before it.
  const first = pieceAt(offsets, Math.max(0, start - 1));
  const last = pieceAt(offsets, oldEnd);
  const head = list[first]?.text.slice(0, start - (offsets[first] ?? 0)) ?? '';
  const tail = list[last]?.text.slice(oldEnd - (offsets[last] ?? 0)) ?? '';
  const fresh = cut(head + inserted + tail, last === list.length - 1);
  return place([...list.slice(0, first), ...fresh, ...list.slice(last + 1)]);
}

/** The last of `numbers`, which never fall, that is not above `number`. */
export function pieceAt(numbers: readonly number[], number: number): number {
  let low = 0;
  let high = numbers.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= number) low = middle;
    else high = middle;
  }
  return low;
}

/** `isEnd`: behind the text is the end, where one more line begins if it ends with a line break. */
function cut(text: string, isEnd: boolean): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  let starts = [0];
  for (let next = lineAfter(text, 0); next > 0; next = lineAfter(text, next)) {
    if (next - from < USUAL_LENGTH) {
      starts.push(next - from);
      continue;
    }
    pieces.push({ text: text.slice(from, next), starts });
    from = next;
    starts = [0];
  }
  if (from < text.length || isEnd) {
    if (!isEnd) starts.pop();
    pieces.push({ text: text.slice(from), starts });
  }
  return pieces;
}

/** Where the first line behind `offset` begins; 0 when there is none. */
function lineAfter(text: string, offset: number): number {
  for (let at = offset; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED) return at + 1;
    if (code === CARRIAGE_RETURN) return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
  }
  return 0;
}

function place(list: readonly Piece[]): Pieces {
  const offsets: number[] = [];
  const lines: number[] = [];
  let length = 0;
  let lineCount = 0;
  for (const piece of list) {
    offsets.push(length);
    lines.push(lineCount);
    length += piece.text.length;
    lineCount += piece.starts.length;
  }
  return { list, offsets, lines, length, lineCount };
}
