/** Where a field that is left out would go, and what its line would say. */
import type { Entry, MapNode } from '../document/document.ts';
import { type Span, spanOf } from '../text/text.ts';
import type { MissingField } from './finding.ts';
import { spell, type Unit } from './unit.ts';

export interface MissingPlace {
  /** Where the finding shows. */
  readonly span: Span;
  readonly insertAt: number;
}

/** In dotenv behind the last line of the field's group, else of the file; in YAML at the group's own key. */
export function placeOfMissing(path: string, unit: Unit): MissingPlace {
  return unit.document.format === 'yaml' ? placeInTree(path, unit) : placeAmongVariables(path, unit);
}

export function missingField(path: string, unit: Unit): MissingField {
  return { field: path, insertAt: placeOfMissing(path, unit).insertAt };
}

function placeAmongVariables(path: string, unit: Unit): MissingPlace {
  const group = path.slice(0, path.lastIndexOf('.') + 1).toLowerCase();
  const siblings = unit.settings.filter(setting => groupOf(setting.path) === group);
  const last = siblings.at(-1) ?? unit.settings.at(-1);
  if (!last) return emptyPlace(unit);
  const end = lineEnd(unit.document.text, last.span.end);
  return { span: last.keySpan, insertAt: end };
}

function groupOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.') + 1).toLowerCase();
}

function placeInTree(path: string, unit: Unit): MissingPlace {
  let map = unit.root;
  let holder: Entry | undefined;
  for (const part of spell(path, unit).split('.').slice(0, -1)) {
    const entry: Entry | undefined = map?.entries.findLast(({ key }) => key === part);
    if (!entry) break;
    holder = entry;
    map = entry.value.kind === 'map' ? entry.value : undefined;
  }
  const end = lastEntry(map)?.span.end ?? holder?.span.end ?? unit.root?.span.end ?? 0;
  const shown = holder?.keySpan ?? unit.root?.entries[0]?.keySpan ?? emptyPlace(unit).span;
  return { span: shown, insertAt: lineEnd(unit.document.text, end) };
}

function lastEntry(map: MapNode | undefined): Entry | undefined {
  return map?.entries.reduce<Entry | undefined>(
    (last, entry) => (last && last.span.end > entry.span.end ? last : entry),
    undefined,
  );
}

function emptyPlace({ document }: Unit): MissingPlace {
  return { span: spanOf(0, 0), insertAt: document.text.length };
}

function lineEnd(text: string, from: number): number {
  let offset = Math.max(0, from);
  while (offset < text.length && text[offset] !== '\n' && text[offset] !== '\r') offset++;
  return offset;
}
