/** The document's settings as one nested value, as validators read it: with and without the schema's defaults. */
import { setOwn } from '../document/json.ts';
import type { JsonValue } from '../profile/profile.ts';
import type { CompiledProfile } from './compile.ts';
import type { FieldSchema } from './field-schema.ts';
import type { Setting } from './settings.ts';

/** An ordinary object, because validators compare them; `__proto__` and the like are keys of its own. */
export interface ValueTree {
  [key: string]: JsonValue | ValueTree;
}

export interface Values {
  readonly tree: ValueTree;
  /** Settings that could not be put into the tree, each with the one that stands in its way. */
  readonly conflicts: readonly Conflict[];
}

export interface Conflict {
  readonly setting: Setting;
  /** Dotted path. */
  readonly blockedBy: string;
}

/** Where a group is set as a whole and a part of it besides, the part wins. */
export function buildValues(settings: readonly Setting[]): Values {
  const tree: ValueTree = {};
  const conflicts: Conflict[] = [];
  const ordered = settings.filter(({ isPart }) => !isPart).sort((a, b) => a.parts.length - b.parts.length);
  for (const setting of ordered) {
    const blockedBy = put(tree, setting.parts, setting.value);
    if (blockedBy !== undefined) conflicts.push({ setting, blockedBy });
  }
  return { tree, conflicts };
}

/** The path of the value that is in the way, if one is. */
function put(tree: ValueTree, parts: readonly string[], value: JsonValue): string | undefined {
  let current = tree;
  for (let depth = 0; depth < parts.length - 1; depth++) {
    const part = parts[depth] ?? '';
    if (!Object.hasOwn(current, part)) setOwn(current, part, {});
    const next = current[part];
    if (!isTree(next)) return parts.slice(0, depth + 1).join('.');
    current = next;
  }
  setOwn(current, parts.at(-1) ?? '', isTree(value) ? copy(value) : value);
  return undefined;
}

export function valueAt(tree: ValueTree, parts: readonly string[]): JsonValue | undefined {
  let current: JsonValue | ValueTree | undefined = tree;
  for (const part of parts) {
    current =
      typeof current === 'object' && current !== null && Object.hasOwn(current, part)
        ? (current as ValueTree)[part]
        : undefined;
  }
  return current as JsonValue | undefined;
}

/** Which of these fields are left out although they have a default and their group is there or has to be. */
export function omittedDefaults(
  tree: ValueTree,
  fields: Iterable<FieldSchema>,
  compiled: CompiledProfile,
): FieldSchema[] {
  const omitted: FieldSchema[] = [];
  for (const field of fields) {
    if (field.default === undefined) continue;
    const parts = field.path.split('.');
    if (valueAt(tree, parts) === undefined && groupCounts(tree, parts, compiled)) omitted.push(field);
  }
  return omitted;
}

function groupCounts(tree: ValueTree, parts: readonly string[], compiled: CompiledProfile): boolean {
  if (parts.length === 1) return true;
  const group = parts.slice(0, -1);
  const value = valueAt(tree, group);
  if (value !== undefined) return isTree(value);
  return compiled.groups.get(group.join('.').toLowerCase())?.required ?? false;
}

/** The values that the program will run with, as far as the file and the schema say. */
export function withDefaults(tree: ValueTree, omitted: readonly FieldSchema[]): ValueTree {
  const effective = copy(tree);
  for (const field of omitted) {
    if (field.default !== undefined) put(effective, field.path.split('.'), field.default);
  }
  return effective;
}

function copy(tree: object): ValueTree {
  const result: ValueTree = {};
  for (const [key, value] of Object.entries(tree)) {
    setOwn(result, key, isTree(value) ? copy(value) : value);
  }
  return result;
}

export function isTree(value: unknown): value is ValueTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
