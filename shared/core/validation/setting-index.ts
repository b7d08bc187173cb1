/**
 * Which setting of a document is where, by number: the settings of all blocks one after the other. It depends on the
 * names alone, so that an edit of a value leaves it as it is.
 */
import type { BoundBlock } from './bound-block.ts';
import type { Setting } from './settings.ts';

export interface SettingIndex {
  /** The number of each block's first setting. */
  readonly firsts: readonly number[];
  /** The settings that count, of a field that is set twice the last one, in source order. */
  readonly counted: readonly number[];
  /** Settings of one field, the one that is overridden and the one that overrides it, in order. */
  readonly repeats: readonly (readonly [earlier: number, later: number])[];
  /** Whether every setting counts. */
  readonly isComplete: boolean;
  /** Those that count, by path, lower case. */
  readonly byPath: ReadonlyMap<string, number>;
  /** By the group's path with a dot behind it, lower case; empty for fields without group. */
  readonly lastOfGroup: ReadonlyMap<string, number>;
  /** What makes the value of each top-level key; parts of lists are left out. */
  readonly byTopKey: ReadonlyMap<string, readonly number[]>;
}

export function createSettingIndex(blocks: readonly BoundBlock[]): SettingIndex {
  const firsts: number[] = [];
  const last = new Map<string, number>();
  const all: Setting[] = [];
  const repeats: (readonly [number, number])[] = [];
  for (const { settings } of blocks) {
    firsts.push(all.length);
    for (const setting of settings) {
      const key = setting.field ? setting.path : setting.parts.join('\u0000');
      const earlier = last.get(key);
      if (earlier !== undefined) {
        repeats.push([earlier, all.length]);
        last.delete(key);
      }
      last.set(key, all.length);
      all.push(setting);
    }
  }
  const counted = inSourceOrder([...last.values()], firsts, all);
  const { byPath, byTopKey } = keyed(counted, all);
  return new Index({ firsts, counted, repeats, isComplete: counted.length === all.length, byPath, byTopKey });
}

/** A class, so that what is made on demand stands once in its prototype. */
class Index implements SettingIndex {
  readonly firsts: readonly number[];
  readonly counted: readonly number[];
  readonly repeats: SettingIndex['repeats'];
  readonly isComplete: boolean;
  readonly byPath: ReadonlyMap<string, number>;
  readonly byTopKey: ReadonlyMap<string, readonly number[]>;
  #lastOfGroup: ReadonlyMap<string, number> | undefined;

  constructor(known: Omit<SettingIndex, 'lastOfGroup'>) {
    this.firsts = known.firsts;
    this.counted = known.counted;
    this.repeats = known.repeats;
    this.isComplete = known.isComplete;
    this.byPath = known.byPath;
    this.byTopKey = known.byTopKey;
  }

  get lastOfGroup(): ReadonlyMap<string, number> {
    this.#lastOfGroup ??= lastsOfGroups(this.byPath);
    return this.#lastOfGroup;
  }
}

function lastsOfGroups(byPath: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const lasts = new Map<string, number>();
  for (const [path, number] of byPath) {
    const group = path.slice(0, path.lastIndexOf('.') + 1);
    lasts.set(group, Math.max(lasts.get(group) ?? 0, number));
  }
  return lasts;
}

function keyed(
  counted: readonly number[],
  all: readonly Setting[],
): Pick<SettingIndex, 'byPath' | 'byTopKey'> {
  const byPath = new Map<string, number>();
  const byTopKey = new Map<string, number[]>();
  for (const number of counted) {
    const setting = all[number];
    if (!setting) continue;
    byPath.set(setting.path.toLowerCase(), number);
    if (setting.isPart) continue;
    const top = setting.parts[0] ?? '';
    const group = byTopKey.get(top);
    if (group) group.push(number);
    else byTopKey.set(top, [number]);
  }
  return { byPath, byTopKey };
}

/** Merged-in YAML entries stand elsewhere than where they count. */
function inSourceOrder(numbers: number[], firsts: readonly number[], all: readonly Setting[]): number[] {
  const place = (number: number): number => all[number]?.keySpan.start ?? 0;
  const comesAfter = (a: number, b: number): number => {
    const [blockA, blockB] = [blockOf(firsts, a), blockOf(firsts, b)];
    return blockA - blockB || place(a) - place(b);
  };
  const isOrdered = numbers.every((number, index) => {
    const before = numbers[index - 1];
    return before === undefined || comesAfter(before, number) <= 0;
  });
  return isOrdered ? numbers : numbers.sort(comesAfter);
}

/** Index of the block that holds the setting of this number. */
export function blockOf(firsts: readonly number[], number: number): number {
  let low = 0;
  let high = firsts.length;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((firsts[middle] ?? 0) <= number) low = middle;
    else high = middle;
  }
  return low;
}

/** Whether both have the same names at the same places, so that one index serves both. */
export function hasSameNames(before: readonly BoundBlock[], after: readonly BoundBlock[]): boolean {
  return (
    before.length === after.length &&
    before.every((block, index) => {
      const other = after[index];
      if (block === other) return true;
      if (block.settings.length !== other?.settings.length) return false;
      return block.settings.every((setting, at) => isNamedAs(setting, other.settings[at]));
    })
  );
}

function isNamedAs(before: Setting, after: Setting | undefined): boolean {
  return (
    before.path === after?.path &&
    before.isPart === after.isPart &&
    before.parts.length === after.parts.length &&
    before.parts.every((part, index) => part === after.parts[index])
  );
}
