/**
 * A text together with what was already found out about it, so that a hundred thousand opening quotes without an end
 * cost one search for the end and not a hundred thousand.
 */
import { type Span, spanOf } from '../text/text.ts';

export interface Source {
  readonly text: string;
  /** As `String.indexOf`, for a one-character needle; -1 when there is none. */
  find(needle: string, from: number): number;
  /** The first `quote` at or after `from` that does not follow a backslash; -1 when there is none. */
  findUnescaped(quote: string, from: number): number;
  /**
   * The last `quote` in `[from, limit)` that follows a backslash and that `accept` takes; -1 when there is none.
   * `accept` must depend on the place alone, and be the same for every call with the same `purpose`.
   */
  findLastEscaped(purpose: string, quote: string, from: number, limit: number, accept: Accept): number;
  /** Notes that `[from, to]` was looked through for `purpose` and is in order. */
  approve(purpose: string, from: number, to: number): void;
  /** Where the stretch ends that was approved last; undefined when `offset` is not in it. */
  approvedEnd(purpose: string, offset: number): number | undefined;
  /** A fact about the text, found out once. */
  once(fact: string, find: () => number): number;
}

export type Accept = (offset: number) => boolean;

interface Forward {
  from: number;
  found: number;
}

interface Backward {
  limit: number;
  /** Everything in `[cursor, limit)` was looked at. */
  cursor: number;
  found: number;
}

export function createSource(text: string): Source {
  const forward = new Map<string, Forward>();
  const backward = new Map<string, Backward>();
  const approved = new Map<string, Span>();
  const facts = new Map<string, number>();

  const remember = (key: string, from: number, search: () => number): number => {
    const known = forward.get(key);
    if (known && from >= known.from && (known.found < 0 || from <= known.found)) return known.found;
    const found = search();
    forward.set(key, { from, found });
    return found;
  };

  return {
    text,
    find: (needle, from) => remember(needle, from, () => text.indexOf(needle, from)),
    findUnescaped: (quote, from) => remember(`\\${quote}`, from, () => unescapedIndex(text, quote, from)),
    findLastEscaped: (purpose, quote, from, limit, accept) => {
      const key = purpose + quote;
      const known = backward.get(key);
      const state = known?.limit === limit ? known : { limit, cursor: limit, found: -1 };
      backward.set(key, state);
      searchBackward(text, quote, from, state, accept);
      return state.found >= from ? state.found : -1;
    },
    approve: (purpose, from, to) => approved.set(purpose, spanOf(from, to)),
    approvedEnd: (purpose, offset) => {
      const stretch = approved.get(purpose);
      return stretch && offset >= stretch.start && offset <= stretch.end ? stretch.end : undefined;
    },
    once: (fact, find) => {
      const value = facts.get(fact) ?? find();
      facts.set(fact, value);
      return value;
    },
  };
}

function unescapedIndex(text: string, quote: string, from: number): number {
  let offset = text.indexOf(quote, from);
  while (offset > from && text[offset - 1] === '\\') offset = text.indexOf(quote, offset + 1);
  return offset;
}

function searchBackward(text: string, quote: string, from: number, state: Backward, accept: Accept): void {
  while (state.found < 0 && state.cursor > from) {
    state.cursor--;
    const escaped = text[state.cursor] === quote && text[state.cursor - 1] === '\\';
    if (escaped && accept(state.cursor)) state.found = state.cursor;
  }
}
