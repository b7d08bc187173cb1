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
  return new Lined(text.length, { whole: text });
}

/** What a text is made of is made when it is first asked for: the whole of its pieces, or they of it. */
class Lined implements LinedText {
  readonly length: number;
  #whole: string | undefined;
  #pieces: Pieces | undefined;
  #lines: LineIndex | undefined;

  constructor(length: number, { whole, pieces }: { readonly whole?: string; readonly pieces?: Pieces }) {
    this.length = length;
    this.#whole = whole;
    this.#pieces = pieces;
  }

  get lines(): LineIndex {
    this.#lines ??= lineIndexOf(this.#cut());
    return this.#lines;
  }

  toString(): string {
    this.#whole ??= (this.#pieces?.list ?? []).map(({ text }) => text).join('');
    return this.#whole;
  }

  slice(start: number, end = this.length): string {
    return this.#whole?.slice(start, end) ?? sliceOf(this.#cut(), start, end);
  }

  replace(change: Pick<Change, 'start' | 'oldEnd'>, inserted: string): LinedText {
    const pieces = replaceIn(this.#cut(), change, inserted);
    return new Lined(pieces.length, { pieces });
  }

  #cut(): Pieces {
    this.#pieces ??= makePieces(this.toString());
    return this.#pieces;
  }
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
