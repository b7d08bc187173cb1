/** The settings of one block, which an edit elsewhere leaves as they are, with all that was found out about them. */
import { type Block, shift, shiftNode } from '../document/block.ts';
import type { Setting } from './settings.ts';

export interface BoundBlock {
  readonly block: Block;
  /** The names of the file that its references were looked up in. */
  readonly names: ReadonlySet<string>;
  /** Spans from the block's start. One for each place, also those that a later one overrides. */
  readonly settings: readonly Setting[];
  /** Indexes of the settings that pass a test, by the test's name. */
  readonly passed: Map<string, readonly number[]>;
}

/** Depends on the setting alone, and means the same whenever it has the same name. */
export type SettingTest = (setting: Setting) => boolean;

export function indexesOf(
  { settings, passed }: BoundBlock,
  name: string,
  test: SettingTest,
): readonly number[] {
  const known = passed.get(name);
  if (known) return known;
  const found: number[] = [];
  for (const [index, setting] of settings.entries()) if (test(setting)) found.push(index);
  passed.set(name, found);
  return found;
}

/** A bound block where it stands. */
export interface PlacedSettings {
  readonly bound: BoundBlock;
  readonly start: number;
  /** With absolute spans. */
  at(index: number): Setting | undefined;
}

export function placeSettings(bound: BoundBlock, start: number): PlacedSettings {
  return new Placed(bound, start);
}

/** A class: an edit that makes a text longer or shorter makes one for each block behind it, and few are asked for anything. */
class Placed implements PlacedSettings {
  readonly bound: BoundBlock;
  readonly start: number;
  #made: (Setting | undefined)[] | undefined;

  constructor(bound: BoundBlock, start: number) {
    this.bound = bound;
    this.start = start;
  }

  at(index: number): Setting | undefined {
    const setting = this.bound.settings[index];
    if (this.start === 0 || !setting) return setting;
    this.#made ??= [];
    this.#made[index] ??= shiftSetting(setting, this.start);
    return this.#made[index];
  }
}

function shiftSetting(setting: Setting, by: number): Setting {
  const { keySpan, span, node } = setting;
  return { ...setting, keySpan: shift(keySpan, by), span: shift(span, by), node: shiftNode(node, by) };
}

/** Whether validators and rules cannot tell the two apart. */
export function saysTheSame(before: Setting | undefined, after: Setting | undefined): boolean {
  if (before === after) return true;
  if (!before || !after) return false;
  return (
    before.path === after.path &&
    before.parts.length === after.parts.length &&
    Object.is(before.value, after.value) &&
    before.isPart === after.isPart
  );
}
