/** Fits columns into the width there is: wide ones are narrowed, and where that is not enough, they go below each other. */

/** Columns that are printed beside each other. */
export interface Part {
  readonly indexes: readonly number[];
  /** What the widest of them may take. */
  readonly widest: number;
}

/** Below this a value says nothing any more. */
const NARROWEST = 20;

/** At least one column in each part, however narrow the room. */
export function partsFor(widths: readonly number[], room: number, gap: number): Part[] {
  const parts: number[][] = [];
  let left = 0;
  for (const [index, width] of widths.entries()) {
    const least = Math.min(width, NARROWEST) + gap;
    const part = parts.at(-1);
    if (part && least <= left) {
      part.push(index);
      left -= least;
    } else {
      parts.push([index]);
      left = room - least;
    }
  }
  return parts.map(indexes => ({
    indexes,
    widest: widestThatFits(
      indexes.map(index => widths[index] ?? 0),
      room - indexes.length * gap,
    ),
  }));
}

/** The narrow ones keep their width, and the others share what is left. */
function widestThatFits(widths: readonly number[], room: number): number {
  const ascending = widths.toSorted((a, b) => a - b);
  let left = room;
  for (const [index, width] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - index));
    if (width > share) return Math.max(share, Math.min(NARROWEST, room));
    left -= width;
  }
  return ascending.at(-1) ?? 0;
}
