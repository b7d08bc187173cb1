/** What is kept of a checked document for the check of its next version. */
import type { BoundBlock, PlacedSettings } from './bound-block.ts';
import type { SchemaError } from './compile.ts';
import type { FoundBlocks } from './found-blocks.ts';
import type { DefaultFields, ValueGroup, ValueGroups } from './grouped-values.ts';
import type { SettingIndex } from './setting-index.ts';

export interface UnitMemory {
  readonly names: ReadonlySet<string>;
  readonly blocks: readonly BoundBlock[];
  readonly placed: readonly PlacedSettings[];
  readonly found: FoundBlocks;
  readonly index: SettingIndex;
  readonly defaults: DefaultFields;
  readonly groups: ValueGroups;
  /** What the schema objects to in a group, once it was asked. */
  readonly errors: WeakMap<ValueGroup, readonly SchemaError[]>;
  /** What the schema without its properties objects to, by the index of the names that it was asked about. */
  readonly rootErrors: WeakMap<SettingIndex, readonly SchemaError[]>;
}
