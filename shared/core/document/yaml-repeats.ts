/** Finds top-level keys that stand in several slices of a YAML file; within a slice its reader has found them. */
import { type Block, type PlacedBlock, shift } from './block.ts';
import type { Problem } from './document.ts';
import { DUPLICATE } from './yaml-nodes.ts';
import { problem } from './yaml-problems.ts';

/** A key that an earlier block has too, by block and index of its entry there. */
export interface Repeat {
  readonly block: number;
  readonly entry: number;
}

export function findRepeats(blocks: readonly Block[]): Repeat[] {
  const repeats: Repeat[] = [];
  const seen = new Map<string, number>();
  for (const [block, { entries }] of blocks.entries()) {
    for (const [entry, { key }] of entries.entries()) {
      const before = seen.get(key);
      if (before !== undefined && before !== block) repeats.push({ block, entry });
      seen.set(key, block);
    }
  }
  return repeats;
}

/** Whether both have the same keys at the same places. */
export function hasSameKeys(before: readonly Block[], after: readonly Block[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ entries }, index) => {
      const others = after[index]?.entries;
      if (entries === others) return true;
      return entries.length === others?.length && entries.every(({ key }, at) => key === others[at]?.key);
    })
  );
}

export function repeatProblem({ block, entry }: Repeat, blocks: readonly PlacedBlock[]): Problem {
  const placed = blocks[block];
  const span = placed?.block.entries[entry]?.keySpan ?? { start: 0, end: 0 };
  return problem('duplicate-key', 'error', shift(span, placed?.start ?? 0), DUPLICATE);
}
