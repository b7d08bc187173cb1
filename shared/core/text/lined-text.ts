/** A text that is edited: each version shares with the one before it what is the same, and nobody copies the whole. */
import type { Change } from './change.ts';
import { type LineIndex, lineIndexOf } from './line-index.ts';
import { makePieces, type Pieces, pieceAt, replaceIn } from './pieces.ts';

/** What is read of a text without putting it together: a string is one, too. */
export interface Text {
  /** UTF-16 code units. */
  readonly length: number;
  /** Offsets as those of `String.slice`, none of them negative. */
  slice(start: number, end?: number): string;
  /** The whole. */
  toString(): string;
}

export interface LinedText extends Text {
  readonly lines: LineIndex;
  /** `[start, oldEnd)` replaced by `inserted`. */
  replace(change: Pick<Change, 'start' | 'oldEnd'>, inserted: string): LinedText;
}

/** Its pieces are made when they are first asked for. */
export function linedText(text: string): LinedText {
  return linedTextOf(text.length, { whole: text });
}

/** The whole is put together when it is first asked for. */
function editedText(pieces: Pieces): LinedText {
  return linedTextOf(pieces.length, { pieces });
}

function linedTextOf(length: number, known: { pieces?: Pieces; whole?: string }): LinedText {
  let lines: LineIndex | undefined;
  const whole = (): string => {
    known.whole ??= (known.pieces?.list ?? []).map(({ text }) => text).join('');
    return known.whole;
  };
  const pieces = (): Pieces => {
    known.pieces ??= makePieces(whole());
    return known.pieces;
  };
  return {
    length,
    toString: whole,
    get lines() {
      lines ??= lineIndexOf(pieces());
      return lines;
    },
    slice: (start, end = length) => known.whole?.slice(start, end) ?? sliceOf(pieces(), start, end),
    replace: (change, inserted) => editedText(replaceIn(pieces(), change, inserted)),
  };
}

function sliceOf({ list, offsets }: Pieces, start: number, end: number): string {
  const last = pieceAt(offsets, end);
  let result = '';
  for (let index = pieceAt(offsets, start); index <= last; index++) {
    const offset = offsets[index] ?? 0;
    result += list[index]?.text.slice(Math.max(0, start - offset), Math.max(0, end - offset)) ?? '';
  }
  return result;
}
