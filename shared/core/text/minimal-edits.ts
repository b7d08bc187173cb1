/** Turns one text into another by small edits, so that an editor keeps its cursor, its folds and its undo. */
import { changeBetween } from './change.ts';
import { spanOf, type TextEdit } from './text.ts';

/**
 * Lines that stand once in each text, and in the same order, stay untouched; what is between two of them becomes one edit,
 * of the characters that differ. No edit begins or ends within a line break or a character of two code units.
 */
export function minimalEdits(current: string, wanted: string): TextEdit[] {
  const [olds, news] = [linesOf(current), linesOf(wanted)];
  const anchors = commonLines(olds, news);
  const edits: TextEdit[] = [];
  let from = { old: 0, new: 0 };
  for (const { old, new: next } of [...anchors, { old: olds.length, new: news.length }]) {
    const gap = { start: offsetOf(olds[from.old], current), end: offsetOf(olds[old], current) };
    const target = wanted.slice(offsetOf(news[from.new], wanted), offsetOf(news[next], wanted));
    edits.push(...editBetween(gap.start, current.slice(gap.start, gap.end), target));
    from = { old: old + 1, new: next + 1 };
  }
  return edits;
}

interface Line {
  readonly start: number;
  /** With its line break. */
  readonly text: string;
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g)].map(({ 0: line, index }) => {
    return { start: index, text: line };
  });
}

function offsetOf(line: Line | undefined, text: string): number {
  return line?.start ?? text.length;
}

interface Anchor {
  /** Numbers of lines. */
  readonly old: number;
  readonly new: number;
}

/** The longest series of lines that stand once in each text, in order in both. */
function commonLines(olds: readonly Line[], news: readonly Line[]): Anchor[] {
  const places = onceEach(news);
  const shared = [...onceEach(olds)].flatMap(([line, old]): Anchor[] => {
    const next = places.get(line);
    return next === undefined ? [] : [{ old, new: next }];
  });
  return longestRising(shared);
}

function onceEach(lines: readonly Line[]): Map<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [index, { text }] of lines.entries()) {
    if (places.has(text)) repeated.add(text);
    places.set(text, index);
  }
  for (const text of repeated) places.delete(text);
  return places;
}

interface Pile {
  readonly anchor: Anchor;
  readonly before: Pile | undefined;
}

/** By patience sorting: `anchors` rise in `old`, the result rises in `new` too. */
function longestRising(anchors: readonly Anchor[]): Anchor[] {
  const piles: Pile[] = [];
  for (const anchor of anchors.toSorted((a, b) => a.old - b.old)) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((piles[middle]?.anchor.new ?? 0) < anchor.new) low = middle + 1;
      else high = middle;
    }
    piles[low] = { anchor, before: piles[low - 1] };
  }
  const series: Anchor[] = [];
  for (let pile = piles.at(-1); pile; pile = pile.before) series.unshift(pile.anchor);
  return series;
}

function editBetween(at: number, current: string, wanted: string): TextEdit[] {
  const change = changeBetween(current, wanted);
  if (!change) return [];
  const before = splits(current, change.start) || splits(wanted, change.start) ? 1 : 0;
  const after = splits(current, change.oldEnd) || splits(wanted, change.newEnd) ? 1 : 0;
  const start = change.start - before;
  return [
    {
      span: spanOf(at + start, at + change.oldEnd + after),
      newText: wanted.slice(start, change.newEnd + after),
    },
  ];
}

/** Whether the offset is within a line break or a character of two code units. */
function splits(text: string, offset: number): boolean {
  return /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/.test(text.slice(offset - 1, offset + 1));
}
