/** One document of a file, bound to its profile: what every check looks at. */
import type { DialectName } from '../document/dialect.ts';
import type { Document, MapNode } from '../document/document.ts';
import { variableOf } from '../profile/variable-name.ts';
import type { SettingTest } from './bound-block.ts';
import type { CompiledProfile } from './compile.ts';
import type { FieldSchema } from './field-schema.ts';
import type { Project } from './project.ts';
import type { Setting } from './settings.ts';
import type { UnitMemory } from './unit-memory.ts';
import type { Values, ValueTree } from './values.ts';

export interface Unit {
  readonly document: Document;
  readonly project: Project;
  readonly compiled: CompiledProfile;
  /** How a dotenv file is read. */
  readonly dialect: DialectName;
  /** Path in the file → field, where the file is of another shape. */
  readonly map?: ReadonlyMap<string, string>;
  /** The YAML document or the whole dotenv file; absent when nothing is in it. */
  readonly root: MapNode | undefined;
  readonly environment: string | undefined;
  readonly settings: readonly Setting[];
  /** In source order. */
  readonly first: Setting | undefined;
  readonly last: Setting | undefined;
  /** Two that set one field: the second counts. */
  readonly repeats: readonly (readonly [earlier: Setting, later: Setting])[];
  /** By path, lower case. */
  readonly byPath: ReadonlyMap<string, Setting>;
  /** By the group's path with a dot behind it, lower case; empty for fields without group. */
  readonly lastOfGroup: ReadonlyMap<string, Setting>;
  readonly values: Values;
  /** Fields that are left to their defaults. */
  readonly omitted: readonly FieldSchema[];
  /** The values, with defaults. */
  readonly effective: ValueTree;
  /**
   * The settings that pass, in source order. The test depends on the setting alone and on what its name says: it is not
   * asked again about settings that an edit has left as they were.
   */
  select(name: string, test: SettingTest): readonly Setting[];
  /** The settings that make the value of a top-level key. */
  below(topKey: string): readonly Setting[];
  /** What the next version of the document is checked with. */
  readonly memory: UnitMemory;
}

/** The setting that says the value at a path: its own, or one that holds it as a part of a list or an object. */
export function settingHolding(parts: readonly string[], { byPath }: Unit): Setting | undefined {
  for (let length = parts.length; length > 0; length--) {
    const setting = byPath.get(parts.slice(0, length).join('.').toLowerCase());
    if (setting) return setting;
  }
  return undefined;
}

/** How the document spells a field, or would: `VOICEHIVE_REDIS__SSL`, or `redis.ssl`. */
export function spell(path: string, unit: Unit): string {
  const setting = unit.byPath.get(path.toLowerCase());
  return setting?.path === path ? setting.name : nameInFile(path, unit);
}

/** How the document would spell a field that it does not have. */
export function nameInFile(path: string, { document, project, map }: Unit): string {
  if (map) return mappedName(path, map) ?? path;
  if (document.format === 'yaml') return path;
  return variableOf(path, project.profile);
}

/** The map goes from the file to the field; several may lead to a group around it, the nearest counts. */
function mappedName(path: string, map: ReadonlyMap<string, string>): string | undefined {
  let best: string | undefined;
  let longest = -1;
  for (const [name, field] of map) {
    const covers = path === field || path.startsWith(`${field}.`);
    if (!covers || field.length <= longest) continue;
    [best, longest] = [name + path.slice(field.length), field.length];
  }
  return best;
}
