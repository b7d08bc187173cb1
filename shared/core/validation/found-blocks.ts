/** In which blocks a test finds settings: after an edit it is asked about the new blocks alone. */
import { type BoundBlock, indexesOf, type SettingTest } from './bound-block.ts';

export interface FoundBlocks {
  readonly blocks: readonly BoundBlock[];
  /** Indexes of the blocks with settings that pass, in order; the test is known by its name. */
  of(name: string, test: SettingTest): readonly number[];
  /** What has been asked, by the test's name, as it was asked last. */
  readonly asked: ReadonlyMap<string, Asked>;
}

interface Asked {
  readonly test: SettingTest;
  readonly found: readonly number[];
}

/** Does not hold on to `previous`. */
export function findBlocks(blocks: readonly BoundBlock[], previous: FoundBlocks | undefined): FoundBlocks {
  const asked = new Map<string, Asked>();
  const find = (name: string, test: SettingTest, from: number, to: number): number[] => {
    const found: number[] = [];
    for (let index = from; index < to; index++) {
      const block = blocks[index];
      if (block && indexesOf(block, name, test).length > 0) found.push(index);
    }
    return found;
  };
  if (previous) {
    const { head, tail } = commonEnds(previous.blocks, blocks);
    const oldTail = previous.blocks.length - tail;
    const moved = blocks.length - previous.blocks.length;
    for (const [name, { test, found }] of previous.asked) {
      const fresh = find(name, test, head, blocks.length - tail);
      const before = found.filter(index => index < head);
      const behind = found.filter(index => index >= oldTail).map(index => index + moved);
      asked.set(name, { test, found: [...before, ...fresh, ...behind] });
    }
  }
  return {
    blocks,
    asked,
    of: (name, test) => {
      const found = asked.get(name)?.found ?? find(name, test, 0, blocks.length);
      asked.set(name, { test, found });
      return found;
    },
  };
}

/** How many are the same at the start of both, and how many of the others at their end. */
function commonEnds<T>(before: readonly T[], after: readonly T[]): { head: number; tail: number } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { head, tail };
}
