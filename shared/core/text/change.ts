/** What differs between two texts: the one stretch that everything incremental starts from. */

import type { Text } from './lined-text.ts';

/** `[start, oldEnd)` of the old text became `[start, newEnd)` of the new one; what is around it is the same. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** The same without what it leaves as it was: several joined changes may have undone each other, or be far apart. */
export function narrowChange(change: Change, before: Text, after: Text): Change | undefined {
  const { start, oldEnd, newEnd } = change;
  const inner = changeBetween(before.slice(start, oldEnd), after.slice(start, newEnd));
  return inner && { start: start + inner.start, oldEnd: start + inner.oldEnd, newEnd: start + inner.newEnd };
}

/** One change that does what `first` and then `second` do, whose offsets are those of the text in between. */
export function joinChanges(first: Change, second: Change): Change {
  const moved = first.newEnd - first.oldEnd;
  return {
    start: Math.min(first.start, second.start),
    oldEnd: Math.max(first.oldEnd, second.oldEnd - moved),
    newEnd: Math.max(second.newEnd, first.newEnd + second.newEnd - second.oldEnd),
  };
}

/** UTF-16 code units that are compared at once: the engine compares equal stretches many times faster than we could. */
const STRETCHES: readonly number[] = [65_536, 4096, 256, 16, 1];

/** The smallest such stretch but for repetitions: `aa` → `a` has lost its second letter. Undefined: nothing differs. */
export function changeBetween(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  const start = commonStart(before, after, shorter);
  const tail = commonEnd(before, after, shorter - start);
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

function commonStart(before: string, after: string, limit: number): number {
  let length = 0;
  for (const stretch of STRETCHES) {
    while (
      length + stretch <= limit &&
      before.slice(length, length + stretch) === after.slice(length, length + stretch)
    ) {
      length += stretch;
    }
  }
  return length;
}

function commonEnd(before: string, after: string, limit: number): number {
  let length = 0;
  const tail = (text: string, stretch: number): string =>
    text.slice(text.length - length - stretch, text.length - length);
  for (const stretch of STRETCHES) {
    while (length + stretch <= limit && tail(before, stretch) === tail(after, stretch)) length += stretch;
  }
  return length;
}
