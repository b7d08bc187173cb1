/** Where a field that is left out would go, and what its line would say. */
import { setOwn } from '../document/json.ts';
import type { JsonValue } from '../profile/profile.ts';
import { type Span, spanOf, type TextEdit } from '../text/text.ts';
import type { MissingField } from './finding.ts';
import { endOfLine, lineBreakOf } from './lines.ts';
import type { Setting } from './settings.ts';
import { nameInFile, type Unit } from './unit.ts';
import { isTree, type ValueTree } from './values.ts';
import { writeVariable } from './write-variable.ts';
import { homeOf, writeInto, type YamlHome } from './write-yaml.ts';

export interface MissingPlace {
  /** Where the finding shows. */
  readonly span: Span;
  readonly insertAt: number;
}

/** In dotenv behind the last line of the field's group, else of the file; in YAML at the group's own key. */
export function placeOfMissing(path: string, unit: Unit): MissingPlace {
  if (unit.document.format === 'dotenv') {
    const neighbour = neighbourOf(path, unit);
    return { span: neighbour?.keySpan ?? firstSpan(unit), insertAt: insertionAfter(neighbour, unit) };
  }
  const { insertAt, keySpan } = homeOf(nameInFile(path, unit).split('.'), unit);
  return { span: keySpan ?? firstSpan(unit), insertAt };
}

/** `value`: what to write there, when that is known. */
export function missingField(path: string, value: JsonValue | undefined, unit: Unit): MissingField {
  const { insertAt } = placeOfMissing(path, unit);
  if (value === undefined) return { field: path, insertAt };
  const [edit] = insertFields([{ path, value }], unit);
  return { field: path, insertAt, ...(edit && { newText: edit.newText }) };
}

/** Writes all of the fields, each in its place, whatever groups they need. */
export function insertFields(
  fields: readonly { readonly path: string; readonly value: JsonValue }[],
  unit: Unit,
): TextEdit[] {
  if (unit.document.format === 'yaml') return insertIntoTree(fields, unit);
  return fields.map(({ path, value }) => {
    const neighbour = neighbourOf(path, unit);
    const at = insertionAfter(neighbour, unit);
    const line = writeVariable(path, value, neighbour, unit);
    return { span: spanOf(at, at), newText: asLine(line, at, unit) };
  });
}

function asLine(line: string, at: number, { document: { text } }: Unit): string {
  const startsLine = at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
  return startsLine ? `${line}${lineBreakOf(text)}` : `${lineBreakOf(text)}${line}`;
}

function insertIntoTree(
  fields: readonly { readonly path: string; readonly value: JsonValue }[],
  unit: Unit,
): TextEdit[] {
  const homes = new Map<string, { readonly home: YamlHome; readonly tree: ValueTree }>();
  for (const { path, value } of fields) {
    const home = homeOf(nameInFile(path, unit).split('.'), unit);
    const key = `${home.insertAt} ${home.indent}`;
    const known = homes.get(key) ?? { home, tree: {} };
    putAt(known.tree, home.rest, value);
    homes.set(key, known);
  }
  const innerFirst = [...homes.values()].sort((a, b) => b.home.indent.length - a.home.indent.length);
  return innerFirst.map(({ home, tree }) => ({
    span: spanOf(home.insertAt, home.insertAt),
    newText: writeInto(home, tree, unit),
  }));
}

function putAt(tree: ValueTree, parts: readonly string[], value: JsonValue): void {
  let current = tree;
  for (const part of parts.slice(0, -1)) {
    const next = Object.hasOwn(current, part) ? current[part] : undefined;
    const child: ValueTree = isTree(next) ? next : {};
    setOwn<ValueTree[string]>(current, part, child);
    current = child;
  }
  setOwn<ValueTree[string]>(current, parts.at(-1) ?? '', value);
}

/** The last setting of the field's group, else of the file. */
function neighbourOf(path: string, unit: Unit): Setting | undefined {
  return unit.lastOfGroup.get(groupOf(path)) ?? unit.last;
}

export function groupOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.') + 1).toLowerCase();
}

function insertionAfter(neighbour: Setting | undefined, { document: { text } }: Unit): number {
  return neighbour ? endOfLine(text, neighbour.span.end) : text.length;
}

function firstSpan(unit: Unit): Span {
  const first = unit.first?.keySpan ?? unit.root?.entries[0]?.keySpan;
  return first ?? spanOf(0, Math.min(1, unit.document.source.length));
}
