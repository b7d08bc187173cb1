/** Settings by number, shown as the collections that checks look at; each setting is placed when it is asked for. */
import { indexesOf, type PlacedSettings, type SettingTest } from './bound-block.ts';
import type { FoundBlocks } from './found-blocks.ts';
import { blockOf, type SettingIndex } from './setting-index.ts';
import type { Setting } from './settings.ts';

export interface SettingViews {
  /** Those that count, in source order. */
  readonly settings: readonly Setting[];
  readonly first: Setting | undefined;
  readonly last: Setting | undefined;
  readonly byPath: ReadonlyMap<string, Setting>;
  readonly lastOfGroup: ReadonlyMap<string, Setting>;
  /** Those that count and pass, in source order. The test is not asked again about settings that have not changed. */
  select(name: string, test: SettingTest): Setting[];
  /** Those that make the value of a top-level key. */
  below(topKey: string): Setting[];
  at(number: number | undefined): Setting | undefined;
}

export function viewSettings(
  blocks: readonly PlacedSettings[],
  index: SettingIndex,
  foundBlocks: FoundBlocks,
): SettingViews {
  return new Views(blocks, index, foundBlocks);
}

/** A class, so that what is made on demand stands once in its prototype. */
class Views implements SettingViews {
  readonly at: SettingViews['at'];
  readonly byPath: ReadonlyMap<string, Setting>;
  readonly select: SettingViews['select'];
  readonly below: SettingViews['below'];
  readonly #index: SettingIndex;
  #settings: readonly Setting[] | undefined;

  constructor(blocks: readonly PlacedSettings[], index: SettingIndex, foundBlocks: FoundBlocks) {
    this.#index = index;
    this.at = number => {
      if (number === undefined) return undefined;
      const block = blockOf(index.firsts, number);
      return blocks[block]?.at(number - (index.firsts[block] ?? 0));
    };
    this.byPath = mapView(index.byPath, this.at);
    this.below = topKey => this.#all(index.byTopKey.get(topKey) ?? []);
    let counted: ReadonlySet<number> | undefined;
    const counts = (number: number): boolean => {
      if (index.isComplete) return true;
      counted ??= new Set(index.counted);
      return counted.has(number);
    };
    this.select = (name, test) => {
      const found: Setting[] = [];
      for (const block of foundBlocks.of(name, test)) {
        const placed = blocks[block];
        if (!placed) continue;
        for (const own of indexesOf(placed.bound, name, test)) {
          const setting = counts((index.firsts[block] ?? 0) + own) ? placed.at(own) : undefined;
          if (setting) found.push(setting);
        }
      }
      return found;
    };
  }

  get settings(): readonly Setting[] {
    this.#settings ??= this.#all(this.#index.counted);
    return this.#settings;
  }

  get first(): Setting | undefined {
    return this.at(this.#index.counted[0]);
  }

  get last(): Setting | undefined {
    return this.at(this.#index.counted.at(-1));
  }

  get lastOfGroup(): ReadonlyMap<string, Setting> {
    return mapView(this.#index.lastOfGroup, this.at);
  }

  #all(numbers: readonly number[]): Setting[] {
    return numbers.flatMap(number => this.at(number) ?? []);
  }
}

function mapView(
  numbers: ReadonlyMap<string, number>,
  at: (number: number | undefined) => Setting | undefined,
): ReadonlyMap<string, Setting> {
  const list = (): [string, Setting][] =>
    [...numbers].flatMap(([key, number]): [string, Setting][] => {
      const setting = at(number);
      return setting ? [[key, setting]] : [];
    });
  const view: ReadonlyMap<string, Setting> = {
    size: numbers.size,
    get: key => at(numbers.get(key)),
    has: key => numbers.has(key),
    keys: () => numbers.keys(),
    entries: () => new Map(list()).entries(),
    values: () => new Map(list()).values(),
    forEach: callback => {
      for (const [key, setting] of list()) callback(setting, key, view);
    },
    [Symbol.iterator]: () => new Map(list()).entries(),
  };
  return view;
}
