/** Binds one document of a file to its project: settings, values, environment. */
import { atSamePlace, type PlacedBlock, placeBlock } from '../document/block.ts';
import type { Document, Entry, Node } from '../document/document.ts';
import { type BoundBlock, type PlacedSettings, placeSettings } from './bound-block.ts';
import { environmentOf } from './environment.ts';
import { findBlocks } from './found-blocks.ts';
import { defaultFields, groupValues, joinTrees } from './grouped-values.ts';
import type { Governance, Project } from './project.ts';
import { createSettingIndex, hasSameNames, type SettingIndex } from './setting-index.ts';
import { type SettingViews, viewSettings } from './setting-views.ts';
import { type Binding, bindEntries, type Setting } from './settings.ts';
import type { Unit } from './unit.ts';
import type { UnitMemory } from './unit-memory.ts';
import type { Conflict } from './values.ts';

export interface BindingContext {
  readonly document: Document;
  readonly governance: Governance;
  readonly project: Project;
}

/** Which of a file's documents: the only one of one that is read in blocks, or one of several. */
export type Root = 'blocks' | Node | undefined;

/**
 * `root`: undefined for a file with nothing in it, which still lacks all that is required. `previous`: of the same file
 * under the same project; what has not changed since is taken over.
 */
export function bindUnit(root: Root, context: BindingContext, previous?: UnitMemory): Unit {
  const { document, governance, project } = context;
  const { profile, compiled } = project;
  const map = governance.map && { map: governance.map };
  const { prefix, delimiter } = profile;
  const memory = bindBlocks(root, { document, prefix, delimiter, compiled, ...map }, previous);
  const { placed, index, groups, found } = memory;
  const views = viewSettings(placed, index, found);
  const omitted = [...groups.values()].flatMap(group => group.omitted);
  const lazy = lazily();
  return {
    document,
    project,
    compiled,
    dialect: governance.dialects[0] ?? 'dotenv',
    get root() {
      const node = root === 'blocks' ? document.roots[0] : root;
      return node?.kind === 'map' ? node : undefined;
    },
    environment: environmentOf(views.byPath, governance, profile, document),
    get settings() {
      return views.settings;
    },
    get first() {
      return views.first;
    },
    get last() {
      return views.last;
    },
    get repeats() {
      return lazy('repeats', () => repeatsOf(index, views.at));
    },
    byPath: views.byPath,
    get lastOfGroup() {
      return views.lastOfGroup;
    },
    values: {
      get tree() {
        return lazy('tree', () => joinTrees(groups, 'tree'));
      },
      get conflicts() {
        return lazy('conflicts', () => conflictsOf(memory, views.at));
      },
    },
    omitted,
    get effective() {
      return lazy('effective', () => joinTrees(groups, 'effective'));
    },
    select: views.select,
    below: views.below,
    memory,
    ...map,
  };
}

function bindBlocks(root: Root, binding: Binding, previous: UnitMemory | undefined): UnitMemory {
  const blocks = blocksOf(root, binding.document);
  const names = namesOf(blocks, previous);
  const bound = blocks.map((placed, index) => {
    const isKnown = ({ block, names: before }: BoundBlock): boolean =>
      block === placed.block && (before === names || !refers(block.entries));
    const known = atSamePlace(previous?.blocks, index, blocks.length, isKnown);
    return known ?? bindBlock(placed, binding, names);
  });
  const placed = bound.map((each, index): PlacedSettings => {
    const start = blocks[index]?.start ?? 0;
    const isKnown = (other: PlacedSettings): boolean => other.bound === each && other.start === start;
    return atSamePlace(previous?.placed, index, bound.length, isKnown) ?? placeSettings(each, start);
  });
  const isNamedAlike = previous !== undefined && hasSameNames(previous.blocks, bound);
  const index = isNamedAlike ? previous.index : createSettingIndex(bound);
  const defaults = previous?.defaults ?? defaultFields(binding.compiled);
  const groups = groupValues(bound, index, binding.compiled, defaults, previous);
  const errors = previous?.errors ?? new WeakMap();
  const rootErrors = previous?.rootErrors ?? new WeakMap();
  const found = findBlocks(bound, previous?.found);
  return { names, blocks: bound, placed, found, index, defaults, groups, errors, rootErrors };
}

function bindBlock({ block, start }: PlacedBlock, binding: Binding, names: ReadonlySet<string>): BoundBlock {
  const settings = bindEntries(block.entries, binding, { names, offset: start });
  return { block, names, settings, passed: new Map() };
}

function blocksOf(root: Root, document: Document): readonly PlacedBlock[] {
  if (root === 'blocks') return document.blocks;
  if (root?.kind !== 'map') return [];
  const { entries } = root;
  return [placeBlock({ length: document.source.length, entries, comments: [], problems: [] }, 0)];
}

/** All keys of the document; the same set as before when nothing has come or gone. */
function namesOf(blocks: readonly PlacedBlock[], previous: UnitMemory | undefined): ReadonlySet<string> {
  const isSame =
    previous?.blocks.length === blocks.length &&
    blocks.every(({ block }, index) => {
      const before = previous.blocks[index]?.block;
      return block === before || haveSameKeys(block.entries, before?.entries ?? []);
    });
  if (isSame) return previous.names;
  return new Set(blocks.flatMap(({ block }) => block.entries.map(({ key }) => key)));
}

function haveSameKeys(before: readonly Entry[], after: readonly Entry[]): boolean {
  return before.length === after.length && before.every(({ key }, index) => key === after[index]?.key);
}

function refers(entries: readonly Entry[]): boolean {
  return entries.some(({ value }) => {
    if (value.kind === 'scalar') return value.references.length > 0;
    return value.kind === 'list' ? true : refers(value.entries);
  });
}

function conflictsOf(
  { groups, index }: UnitMemory,
  at: (number: number) => Conflict['setting'] | undefined,
): Conflict[] {
  return [...groups].flatMap(([name, group]) =>
    group.conflicts.flatMap(conflict => {
      const setting = at(index.byTopKey.get(name)?.[conflict.at] ?? -1);
      return setting ? [{ setting, blockedBy: conflict.blockedBy }] : [];
    }),
  );
}

function repeatsOf({ repeats }: SettingIndex, at: SettingViews['at']): Unit['repeats'] {
  return repeats.flatMap(([earlier, later]): [Setting, Setting][] => {
    const [first, second] = [at(earlier), at(later)];
    return first && second ? [[first, second]] : [];
  });
}

/** Makes each thing when it is first asked for. */
function lazily(): <T>(name: string, make: () => T) => T {
  const made = new Map<string, unknown>();
  return <T>(name: string, make: () => T): T => {
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as T;
  };
}
