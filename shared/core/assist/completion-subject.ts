/** From a place in a file to the field of the profile that stands there. */
import type { Entry } from '../document/document.ts';
import { spanOf } from '../text/text.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';
import { bindSettings, type Setting } from '../validation/settings.ts';
import { nameInFile, type Unit } from '../validation/unit.ts';

/** Of several YAML documents the one that begins last before the offset. */
export function unitAt({ units, document }: Checked, offset: number): CheckedUnit | undefined {
  if (units.length < 2) return units[0];
  const started = document.roots.findLastIndex(root => root.span.start <= offset);
  return units[Math.max(0, started)];
}

/** `names`: the keys to it in the file, `-` for an entry of a list. Undefined for what is not ours. */
export function fieldPathOf(names: readonly string[], unit: Unit): string | undefined {
  if (unit.document.format === 'dotenv') return pathOfVariable(names[0] ?? '', unit);
  const { map } = unit;
  let own: readonly string[] | undefined = map ? undefined : [];
  const file: string[] = [];
  for (const name of names) {
    if (name === '-') break;
    file.push(name);
    own = map?.get(file.join('.'))?.split('.') ?? (own ? [...own, name] : undefined);
  }
  return own && own.length > 0 ? own.join('.') : undefined;
}

function pathOfVariable(key: string, unit: Unit): string | undefined {
  const span = spanOf(0, 0);
  const value = { kind: 'scalar', span, value: null, origin: 'text', references: [] } as const;
  const entry: Entry = { key, keySpan: span, value, span };
  const { document, compiled, map, project } = unit;
  const { prefix, delimiter } = project.profile;
  const binding = { document, compiled, prefix, delimiter, ...(map && { map }) };
  return bindSettings({ kind: 'map', span, entries: [entry] }, binding)[0]?.path;
}

/** How the file would spell a field that it does not have; undefined where its map leaves it out. */
export function writableName(path: string, unit: Unit): string | undefined {
  const { map, document } = unit;
  if (!map) return nameInFile(path, unit);
  const isDotenv = document.format === 'dotenv';
  for (const field of map.values()) {
    if (path === field || (!isDotenv && path.startsWith(`${field}.`))) return nameInFile(path, unit);
  }
  return undefined;
}

/** The last setting that begins before the offset. */
export function settingBefore({ settings }: Unit, offset: number): Setting | undefined {
  let low = 0;
  let high = settings.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((settings[middle]?.keySpan.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return settings[low - 1];
}
