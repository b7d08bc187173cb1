/** Writes a field into a YAML document the way its neighbours are written: indentation, block or flow. */
import type { Entry, MapNode } from '../document/document.ts';
import type { JsonValue } from '../profile/profile.ts';
import type { Span, TextEdit } from '../text/text.ts';
import { endOfLine, lineBreakOf, startOfLine } from './lines.ts';
import type { Setting } from './settings.ts';
import type { Unit } from './unit.ts';
import { isTree, type ValueTree } from './values.ts';

/** Where new keys go: into a map that is there, or below a key that has no value yet. */
export interface YamlHome {
  readonly insertAt: number;
  /** The key that the missing field belongs under; absent: the document itself. */
  readonly keySpan?: TextEdit['span'];
  /** What is still to be written, from the first key that is not there. */
  readonly rest: readonly string[];
  readonly indent: string;
  readonly flow?: 'empty' | 'filled';
}

/** `parts`: the keys from the document's root to the field. */
export function homeOf(parts: readonly string[], unit: Unit): YamlHome {
  const { text } = unit.document;
  let map = unit.root;
  let home = intoMap(map, parts, text);
  for (const [index, part] of parts.slice(0, -1).entries()) {
    const entry = map?.entries.findLast(({ key }) => key === part);
    if (!entry) break;
    const rest = parts.slice(index + 1);
    const { value, keySpan } = entry;
    if (value.kind !== 'map') {
      const indent = columnText(keySpan.start, text) + unitOfIndent(unit);
      return {
        insertAt: endOfLine(text, Math.max(keySpan.end, lastCharacter(value.span.end, text))),
        keySpan,
        rest,
        indent,
      };
    }
    map = value;
    home = { ...intoMap(map, rest, text), keySpan };
  }
  return home;
}

function intoMap(map: MapNode | undefined, rest: readonly string[], text: string): YamlHome {
  if (!map) return { insertAt: text.length, rest, indent: '' };
  const own = ownEntries(map, text);
  const last = own.reduce((end, entry) => Math.max(end, entry.span.end), map.span.start);
  if (text[map.span.start] === '{') {
    if (map.entries.length === 0) return { insertAt: map.span.start + 1, rest, indent: '', flow: 'empty' };
    const insertAt = own.length === 0 ? lastCharacter(map.span.end - 1, text) : last;
    return { insertAt, rest, indent: '', flow: 'filled' };
  }
  const first = own[0]?.keySpan ?? (map.entries.length > 0 ? map.span : undefined);
  return {
    insertAt: endOfLine(text, lastCharacter(isAlias(map, text) ? last : Math.max(last, map.span.end), text)),
    rest,
    indent: first ? columnText(first.start, text) : '',
  };
}

/** Without those that `<<` merges in. An alias has none where it stands: those of what it stands for. */
function ownEntries(map: MapNode, text: string): readonly Entry[] {
  return isAlias(map, text) ? map.entries : map.entries.filter(({ keySpan }) => isWithin(keySpan, map));
}

function isAlias({ span }: MapNode, text: string): boolean {
  return text[span.start] === '*';
}

function isWithin({ start }: Span, { span }: MapNode): boolean {
  return start >= span.start && start <= span.end;
}

/** Whether `<<` merges the field into its mapping: a change of it would be one for all that merge the same. */
export function isMergedIn({ name, keySpan }: Pick<Setting, 'name' | 'keySpan'>, unit: Unit): boolean {
  const parent = unit.root && parentOf(name, unit.root);
  return parent !== undefined && !isAlias(parent, unit.document.text) && !isWithin(keySpan, parent);
}

/** The mapping that a dotted path leads into; a key may have dots of its own. */
function parentOf(path: string, root: MapNode): MapNode | undefined {
  let map = root;
  let rest = path;
  for (;;) {
    if (map.entries.some(({ key }) => key === rest)) return map;
    const next = map.entries.findLast(({ key, value }) => value.kind === 'map' && rest.startsWith(`${key}.`));
    if (next?.value.kind !== 'map') return undefined;
    map = next.value;
    rest = rest.slice(next.key.length + 1);
  }
}

/** The text to insert for one or more fields that go to the same home. `tree`: what to write there. */
export function writeInto(home: YamlHome, tree: ValueTree, unit: Unit): string {
  const { text } = unit.document;
  const lineBreak = lineBreakOf(text);
  if (home.flow) {
    const inner = writeFlow(tree).slice(1, -1);
    return home.flow === 'empty' ? inner : `, ${inner}`;
  }
  const lines = blockLines(tree, home.indent, unitOfIndent(unit));
  const atStart = home.insertAt === 0 || /[\r\n]/.test(text[home.insertAt - 1] ?? '');
  return atStart
    ? lines.map(line => line + lineBreak).join('')
    : lines.map(line => lineBreak + line).join('');
}

export function writeScalar(value: JsonValue): string {
  if (typeof value !== 'string') return writeFlow(value);
  const isPlain = /^[A-Za-z][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*$/.test(value);
  const isWord = /^(?:true|false|yes|no|on|off|y|n|null)$/i.test(value);
  return isPlain && !isWord ? value : JSON.stringify(value);
}

function writeFlow(value: JsonValue | ValueTree): string {
  if (Array.isArray(value)) return `[${value.map(item => writeFlow(item)).join(', ')}]`;
  if (!isTree(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${writeScalar(key)}: ${writeFlow(item)}`)
    .join(', ')}}`;
}

function blockLines(tree: ValueTree, indent: string, step: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    isTree(value) && Object.keys(value).length > 0
      ? [`${indent}${writeScalar(key)}:`, ...blockLines(value, indent + step, step)]
      : [`${indent}${writeScalar(key)}: ${writeScalar(value as JsonValue)}`],
  );
}

/** How far the first nested key of the document stands in from its parent; two blanks when none does. */
export function unitOfIndent({ root, document }: Unit): string {
  for (const { keySpan, value } of root?.entries ?? []) {
    const nested = value.kind === 'map' ? value.entries[0] : undefined;
    if (!nested) continue;
    const step =
      columnText(nested.keySpan.start, document.text).length -
      columnText(keySpan.start, document.text).length;
    if (step > 0) return ' '.repeat(step);
  }
  return '  ';
}

/** As many blanks as stand, or letters that could be blanks, before the offset in its line. */
function columnText(offset: number, text: string): string {
  return ' '.repeat(offset - startOfLine(text, offset));
}

/** A block scalar's span may end behind its line break: the end of the last line that says something. */
function lastCharacter(end: number, text: string): number {
  let offset = end;
  while (offset > 0 && /\s/.test(text[offset - 1] ?? '')) offset--;
  return offset;
}
