/**
 * Reads the plain part of YAML many times faster than the YAML library does: block mappings and lists of what stands on
 * one line each, scalars and lists of them in brackets, as most configuration is written. It gives up at the first thing that it does not know for certain, and the
 * library, which remains the authority, reads that text instead. A property test holds the two to the same result.
 */
import { spanOf } from '../text/text.ts';
import type { Comment, Entry, ListNode, MapNode, Node } from './document.ts';
import { readKey, readPlainFlow, readPlainScalar, skipSpaces } from './yaml-plain-scalars.ts';
import { nullAt } from './yaml-scalars.ts';

export interface PlainMap {
  readonly root: MapNode;
  readonly comments: readonly Comment[];
}

/** Where the reader is: always at the first character of a line that is no comment and not blank. */
interface Cursor {
  readonly text: string;
  at: number;
  /** Columns before `at`. Less than none at the end of the text. */
  indent: number;
  readonly comments: Comment[];
}

/** Line breaks other than `\n`, tabs and what is not printable have rules of their own, and so have characters in two units. */
const UNUSUAL = /[^\n\x20-\x7e\xa0-\u1fff\u2030-\ud7ff]/;
const MOST_LEVELS = 30;
const SPACE = 0x20;
const LINE_FEED = 0x0a;
const HASH = 0x23;
const DASH = 0x2d;

/** Undefined for whatever has to be read by the library. */
export function readPlainMap(text: string): PlainMap | undefined {
  if (UNUSUAL.test(text)) return undefined;
  const cursor: Cursor = { text, at: 0, indent: 0, comments: [] };
  findLine(cursor, 0);
  if (cursor.indent !== 0) return undefined;
  const root = readMap(cursor, 0, 0);
  return root && cursor.indent < 0 ? { root, comments: cursor.comments } : undefined;
}

/** All lines of the indentation, from the one at the cursor on; the cursor is at the first line behind them then. */
function readMap(cursor: Cursor, indent: number, level: number): MapNode | undefined {
  const start = cursor.at;
  const entries: Entry[] = [];
  const keys = new Set<string>();
  while (cursor.indent === indent) {
    const entry = readEntry(cursor, indent, level);
    if (!entry || keys.has(entry.key)) return undefined;
    keys.add(entry.key);
    entries.push(entry);
  }
  const end = entries.at(-1)?.span.end;
  return end === undefined ? undefined : { kind: 'map', span: spanOf(start, end), entries };
}

function readEntry(cursor: Cursor, indent: number, level: number): Entry | undefined {
  const start = cursor.at;
  const name = readKey(cursor.text, start);
  if (!name) return undefined;
  const value = readValue(cursor, name.end + 1, indent, level);
  if (!value) return undefined;
  const end = Math.max(name.end, value.span.end);
  return { key: name.said, keySpan: spanOf(start, name.end), value, span: spanOf(start, end) };
}

/** What stands behind the colon, or on the lines below. */
function readValue(cursor: Cursor, colonEnd: number, indent: number, level: number): Node | undefined {
  const start = skipSpaces(cursor.text, colonEnd);
  if (!endsHere(cursor.text, start)) return readLine(cursor, start, indent);
  if (!findLine(cursor, start)) return undefined;
  if (cursor.indent > indent) return readNested(cursor, level + 1);
  return cursor.indent === indent && isItem(cursor.text, cursor.at)
    ? readList(cursor, indent, level + 1)
    : nullAt(start);
}

function readNested(cursor: Cursor, level: number): Node | undefined {
  if (level > MOST_LEVELS) return undefined;
  return isItem(cursor.text, cursor.at)
    ? readList(cursor, cursor.indent, level)
    : readMap(cursor, cursor.indent, level);
}

function readList(cursor: Cursor, indent: number, level: number): ListNode | undefined {
  if (level > MOST_LEVELS) return undefined;
  const start = cursor.at;
  const items: Node[] = [];
  while (cursor.indent === indent && isItem(cursor.text, cursor.at)) {
    const item = readItem(cursor, indent, level);
    if (!item) return undefined;
    items.push(item);
  }
  return { kind: 'list', span: spanOf(start, items.at(-1)?.span.end ?? start), items };
}

function readItem(cursor: Cursor, indent: number, level: number): Node | undefined {
  const start = skipSpaces(cursor.text, cursor.at + 1);
  if (endsHere(cursor.text, start)) return undefined;
  const isNested = isItem(cursor.text, start) || readKey(cursor.text, start) !== undefined;
  if (!isNested) return readLine(cursor, start, indent);
  cursor.indent += start - cursor.at;
  cursor.at = start;
  return readNested(cursor, level + 1);
}

/** A scalar, or a list in brackets. A line below that is indented further would be a part of it. */
function readLine(cursor: Cursor, start: number, indent: number): Node | undefined {
  const { text } = cursor;
  const value = text[start] === '[' ? readPlainFlow(text, start) : readPlainScalar(text, start);
  return value && findLine(cursor, value.span.end) && cursor.indent <= indent ? value : undefined;
}

/** Goes to the next line that says something. False when something else than a comment stands at `from`. */
function findLine(cursor: Cursor, from: number): boolean {
  const { text } = cursor;
  let at = skipSpaces(text, from);
  let lineStart = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === HASH) at = readComment(cursor, at);
    else if (code !== LINE_FEED) break;
    if (at >= text.length) break;
    lineStart = at + 1;
    at = skipSpaces(text, lineStart);
  }
  cursor.at = at;
  cursor.indent = at >= text.length ? -1 : at - lineStart;
  return at >= text.length || lineStart > from || from === 0;
}

/** The end of its line. */
function readComment({ text, comments }: Cursor, start: number): number {
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd < 0 ? text.length : lineEnd;
  comments.push({ text: text.slice(start + 1, end), span: spanOf(start, end) });
  return end;
}

function isItem(text: string, at: number): boolean {
  return text.charCodeAt(at) === DASH && text.charCodeAt(at + 1) === SPACE;
}

/** Nothing more stands in the line, but perhaps a comment. */
function endsHere(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === LINE_FEED || code === HASH || at >= text.length;
}
