/** Binds one document of a file to its project: settings, values, environment. */
import { atSamePlace, type PlacedBlock, placeBlock } from '../document/block.ts';
import type { DialectName } from '../document/dialect.ts';
import type { Document, Entry, MapNode, Node } from '../document/document.ts';
import { type BoundBlock, type PlacedSettings, placeSettings } from './bound-block.ts';
import type { CompiledProfile } from './compile.ts';
import { environmentOf } from './environment.ts';
import type { FieldSchema } from './field-schema.ts';
import { findBlocks } from './found-blocks.ts';
import { defaultFields, groupValues, joinTrees } from './grouped-values.ts';
import type { Governance, Project } from './project.ts';
import { createSettingIndex, hasSameNames, type SettingIndex } from './setting-index.ts';
import { type SettingViews, viewSettings } from './setting-views.ts';
import { type Binding, bindEntries, type Setting } from './settings.ts';
import type { Unit } from './unit.ts';
import type { UnitMemory } from './unit-memory.ts';
import type { Conflict, Values, ValueTree } from './values.ts';

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
  return new BoundUnit(root, context, memory);
}

/** A class, so that what is made on demand stands once in its prototype: engines are slow where each object has getters of its own. */
class BoundUnit implements Unit {
  readonly document: Document;
  readonly project: Project;
  readonly compiled: CompiledProfile;
  readonly dialect: DialectName;
  readonly map?: ReadonlyMap<string, string>;
  readonly environment: string | undefined;
  readonly byPath: ReadonlyMap<string, Setting>;
  readonly values: Values;
  readonly omitted: readonly FieldSchema[];
  readonly select: Unit['select'];
  readonly below: Unit['below'];
  readonly memory: UnitMemory;
  readonly #root: Root;
  readonly #views: SettingViews;
  #repeats: Unit['repeats'] | undefined;
  #effective: ValueTree | undefined;

  constructor(root: Root, { document, governance, project }: BindingContext, memory: UnitMemory) {
    const views = viewSettings(memory.placed, memory.index, memory.found);
    this.document = document;
    this.project = project;
    this.compiled = project.compiled;
    this.dialect = governance.dialects[0] ?? 'dotenv';
    if (governance.map) this.map = governance.map;
    this.environment = environmentOf(views.byPath, governance, project.profile, document);
    this.byPath = views.byPath;
    this.values = new BoundValues(memory, views);
    this.omitted = [...memory.groups.values()].flatMap(group => group.omitted);
    this.select = views.select;
    this.below = views.below;
    this.memory = memory;
    this.#root = root;
    this.#views = views;
  }

  get root(): MapNode | undefined {
    const node = this.#root === 'blocks' ? this.document.roots[0] : this.#root;
    return node?.kind === 'map' ? node : undefined;
  }

  get settings(): readonly Setting[] {
    return this.#views.settings;
  }

  get first(): Setting | undefined {
    return this.#views.first;
  }

  get last(): Setting | undefined {
    return this.#views.last;
  }

  get repeats(): Unit['repeats'] {
    this.#repeats ??= repeatsOf(this.memory.index, this.#views.at);
    return this.#repeats;
  }

  get lastOfGroup(): ReadonlyMap<string, Setting> {
    return this.#views.lastOfGroup;
  }

  get effective(): ValueTree {
    this.#effective ??= joinTrees(this.memory.groups, 'effective');
    return this.#effective;
  }
}

class BoundValues implements Values {
  readonly #memory: UnitMemory;
  readonly #views: SettingViews;
  #tree: ValueTree | undefined;
  #conflicts: readonly Conflict[] | undefined;

  constructor(memory: UnitMemory, views: SettingViews) {
    this.#memory = memory;
    this.#views = views;
  }

  get tree(): ValueTree {
    this.#tree ??= joinTrees(this.#memory.groups, 'tree');
    return this.#tree;
  }

  get conflicts(): readonly Conflict[] {
    this.#conflicts ??= conflictsOf(this.#memory, this.#views.at);
    return this.#conflicts;
  }
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
