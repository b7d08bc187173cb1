/** The document's values, made top-level key by top-level key: a key whose settings say the same keeps its value. */
import { setOwn } from '../document/json.ts';
import type { JsonValue } from '../profile/profile.ts';
import { type BoundBlock, saysTheSame } from './bound-block.ts';
import type { CompiledProfile } from './compile.ts';
import type { FieldSchema } from './field-schema.ts';
import { blockOf, type SettingIndex } from './setting-index.ts';
import type { Setting } from './settings.ts';
import { buildValues, omittedDefaults, type ValueTree, withDefaults } from './values.ts';

export interface ValueGroup {
  readonly settings: readonly Setting[];
  /** As in the values' tree: an object with the top-level key alone. Empty: nothing is set below the key. */
  readonly tree: ValueTree;
  /** `at`: which of the settings could not be put into the tree. */
  readonly conflicts: readonly { readonly at: number; readonly blockedBy: string }[];
  readonly omitted: readonly FieldSchema[];
  /** The tree with defaults. */
  readonly effective: ValueTree;
}

/** The fields with defaults, by top-level key. */
export type DefaultFields = ReadonlyMap<string, readonly FieldSchema[]>;

export function defaultFields({ fields }: CompiledProfile): DefaultFields {
  const found = new Map<string, FieldSchema[]>();
  for (const field of fields.values()) {
    if (field.default === undefined) continue;
    const name = field.path.split('.', 1)[0] ?? '';
    found.set(name, [...(found.get(name) ?? []), field]);
  }
  return found;
}

export type ValueGroups = ReadonlyMap<string, ValueGroup>;

export function groupValues(
  blocks: readonly BoundBlock[],
  index: SettingIndex,
  compiled: CompiledProfile,
  defaults: DefaultFields,
  previous:
    | { readonly groups: ValueGroups; readonly index: SettingIndex; readonly blocks: readonly BoundBlock[] }
    | undefined,
): ValueGroups {
  const groups = new Map<string, ValueGroup>();
  const touched = previous?.index === index ? touchedKeys(previous.blocks, blocks) : undefined;
  for (const [name, numbers] of index.byTopKey) {
    const known = previous?.groups.get(name);
    if (known && touched && !touched.has(name)) {
      groups.set(name, known);
      continue;
    }
    const settings = numbers.flatMap(number => settingAt(number, blocks, index) ?? []);
    const isKnown =
      known?.settings.length === settings.length &&
      settings.every((setting, at) => saysTheSame(known.settings[at], setting));
    groups.set(name, isKnown ? known : makeGroup(settings, defaults.get(name) ?? [], compiled));
  }
  for (const [name, fields] of defaults) {
    if (groups.has(name)) continue;
    const known = previous?.groups.get(name);
    groups.set(name, known?.settings.length === 0 ? known : makeGroup([], fields, compiled));
  }
  return groups;
}

/** The top-level keys of the settings that now say something else, where both have the same names. */
function touchedKeys(before: readonly BoundBlock[], after: readonly BoundBlock[]): ReadonlySet<string> {
  const touched = new Set<string>();
  after.forEach((block, index) => {
    const others = before[index];
    if (block === others) return;
    block.settings.forEach((setting, at) => {
      if (!saysTheSame(others?.settings[at], setting)) touched.add(setting.parts[0] ?? '');
    });
  });
  return touched;
}

function settingAt(
  number: number,
  blocks: readonly BoundBlock[],
  { firsts }: SettingIndex,
): Setting | undefined {
  const block = blockOf(firsts, number);
  return blocks[block]?.settings[number - (firsts[block] ?? 0)];
}

function makeGroup(
  settings: readonly Setting[],
  defaults: readonly FieldSchema[],
  compiled: CompiledProfile,
): ValueGroup {
  const { tree, conflicts } = buildValues(settings);
  const omitted = omittedDefaults(tree, defaults, compiled);
  return {
    settings,
    tree,
    conflicts: conflicts.map(({ setting, blockedBy }) => ({ at: settings.indexOf(setting), blockedBy })),
    omitted,
    effective: omitted.length === 0 ? tree : withDefaults(tree, omitted),
  };
}

/** All groups as one object. */
export function joinTrees(groups: ValueGroups, part: 'tree' | 'effective'): ValueTree {
  const joined: ValueTree = {};
  for (const [name, group] of groups) {
    if (!Object.hasOwn(group[part], name)) continue;
    const value = group[part][name] as JsonValue | ValueTree;
    setOwn(joined, name, value);
  }
  return joined;
}
