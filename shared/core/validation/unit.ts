/** One document of a file, bound to its profile: what every check below looks at. */
import type { Document, MapNode } from '../document/document.ts';
import type { CompiledProfile } from './compile.ts';
import type { FieldSchema } from './field-schema.ts';
import type { Project } from './project.ts';
import type { Setting } from './settings.ts';
import type { Values, ValueTree } from './values.ts';

export interface Unit {
  readonly document: Document;
  readonly project: Project;
  readonly compiled: CompiledProfile;
  /** The YAML document or the whole dotenv file; absent when nothing is in it. */
  readonly root: MapNode | undefined;
  readonly environment: string | undefined;
  readonly settings: readonly Setting[];
  /** By path, lower case. */
  readonly byPath: ReadonlyMap<string, Setting>;
  readonly values: Values;
  readonly omitted: readonly FieldSchema[];
  /** With defaults. */
  readonly effective: ValueTree;
  readonly map?: ReadonlyMap<string, string>;
}

/** How the document would spell a field: `VOICEHIVE_REDIS__SSL` or `redis.ssl`. */
export function spell(path: string, unit: Unit): string {
  const mapped = unit.map && [...unit.map].find(([, field]) => field === path)?.[0];
  if (mapped !== undefined) return mapped;
  if (unit.document.format === 'yaml') return path;
  const { prefix, delimiter } = unit.project.profile;
  const bare = delimiter === '' ? path : path.split('.').join(delimiter);
  return unit.byPath.get(path.toLowerCase())?.name ?? `${prefix}${bare}`.toUpperCase();
}
