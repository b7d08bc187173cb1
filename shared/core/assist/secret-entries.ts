/**
 * Says of each entry of a file whether its value is a secret: by the schema where it knows the field, else by name and
 * look, for entries as well that nothing binds: of an ungoverned file, or set again further down.
 */
import type { Entry, ListNode, MapNode } from '../document/document.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';
import { hasSecretName, looksSecret } from '../validation/secret-name.ts';
import { isSecretBeside, type NamedEntry, namedEntries, namedItems } from '../validation/secret-neighbour.ts';
import type { Setting } from '../validation/settings.ts';

/** An entry that sets a value, and not a group of others. */
export interface JudgedEntry {
  readonly entry: Entry;
  readonly secret: boolean;
  /** Absent: nothing binds it. */
  readonly setting?: Setting;
}

/** In the order of the tree; what an alias repeats is there again. A list's items are entries named by their index. */
export function judgedEntries({ document, units }: Checked): JudgedEntry[] {
  const bound = boundSettings(units);
  const judged: JudgedEntry[] = [];
  const visitEntry = (
    { entry, beside }: NamedEntry,
    path: string,
    inSecret: boolean,
    inList: boolean,
  ): void => {
    const { value } = entry;
    const placed = bound.byPlace.get(entry.keySpan.start);
    // An item of a list begins where its first key does.
    const setting = placed?.node.span.start === value.span.start ? placed : undefined;
    const secret = inSecret || isSecret({ entry, beside }, path, setting, bound);
    if (value.kind === 'scalar') judged.push({ entry, secret, ...(setting && { setting }) });
    else visitAll(value, `${path}.`, secret, inList || value.kind === 'list');
  };
  const visitAll = (node: MapNode | ListNode, prefix: string, inSecret: boolean, inList: boolean): void => {
    for (const each of namedIn(node, inList))
      visitEntry(each, `${prefix}${each.entry.key}`, inSecret, inList);
  };
  for (const root of document.roots) {
    if (root.kind !== 'scalar') visitAll(root, '', false, root.kind === 'list');
  }
  return judged;
}

interface Bound {
  /** By where the key begins. */
  readonly byPlace: ReadonlyMap<number, Setting>;
  /** Whether the settings of a name are secret, for other entries of the same name. */
  readonly byName: ReadonlyMap<string, boolean>;
}

function boundSettings(units: readonly CheckedUnit[]): Bound {
  const byPlace = new Map<number, Setting>();
  const byName = new Map<string, boolean>();
  for (const unit of units) {
    for (const setting of unit.settings) {
      // What an alias repeats stands in one place, and is a secret where one of its names says so.
      if (!byPlace.get(setting.keySpan.start)?.secret) byPlace.set(setting.keySpan.start, setting);
      byName.set(setting.name, setting.secret || byName.get(setting.name) === true);
    }
  }
  return { byPlace, byName };
}

function isSecret(
  { entry: { value }, beside }: NamedEntry,
  path: string,
  setting: Setting | undefined,
  bound: Bound,
): boolean {
  if (setting) return setting.secret;
  const known = bound.byName.get(path);
  const text = value.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
  if (value.kind !== 'scalar') return known ?? beside.some(hasSecretName);
  return known === true || looksSecret(path, text) || isSecretBeside(beside, text);
}

function namedIn(node: MapNode | ListNode, inList: boolean): readonly NamedEntry[] {
  return node.kind === 'map' ? namedEntries(node.entries, inList) : namedItems(node.items);
}
