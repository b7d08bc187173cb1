/**
 * A fast way to read JSON, which is YAML too: schemas are large and mostly JSON. It reads what both languages read alike
 * and leaves everything else to the YAML reader; a test holds it to that reader's answer.
 */
import { spanOf } from '../text/text.ts';
import type { Entry, MapNode, Node, Scalar } from './document.ts';

/** Deeper texts are left to the YAML reader, which knows what to say. */
const DEEPEST = 64;
/** Line breaks and tabs that YAML may take otherwise, and references, which are located. */
const NOT_ALIKE = /\t|\r(?!\n)|\$\{/;
const SPACE = /[ \r\n]*/y;
const STRING =
  /"(?:[^"\\\u0000-\u001f\u007f-\u009f\ufeff\ud800-\udfff\ufffe\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /true|false|null|-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?![\w.+-])/y;
const LONGEST_KEY = 1000;

interface Reader {
  readonly text: string;
  offset: number;
}

/** Undefined: not an object in JSON, or one that is better read as YAML. */
export function readJson(text: string): MapNode | undefined {
  if (!/^[ \r\n]*\{/.test(text) || NOT_ALIKE.test(text)) return undefined;
  const reader: Reader = { text, offset: 0 };
  const node = readValue(reader, 0);
  skipSpace(reader);
  return node?.kind === 'map' && reader.offset === text.length ? node : undefined;
}

function readValue(reader: Reader, depth: number): Node | undefined {
  skipSpace(reader);
  const first = reader.text[reader.offset];
  if (depth > DEEPEST) return undefined;
  if (first === '{') return readMap(reader, depth);
  if (first === '[') return readList(reader, depth);
  const start = reader.offset;
  const written = take(reader, first === '"' ? STRING : WORD);
  if (written === undefined) return undefined;
  const value: Scalar = JSON.parse(written);
  return { kind: 'scalar', span: spanOf(start, reader.offset), value, origin: 'typed', references: [] };
}

function readMap(reader: Reader, depth: number): Node | undefined {
  const start = reader.offset;
  const keys = new Set<string>();
  const entries = readItems(reader, '}', (): Entry | undefined => {
    const keyStart = reader.offset;
    const written = take(reader, STRING);
    if (written === undefined || written.length > LONGEST_KEY) return undefined;
    const keySpan = spanOf(keyStart, reader.offset);
    const key: string = JSON.parse(written);
    if (keys.has(key) || !takes(reader, ':')) return undefined;
    keys.add(key);
    const value = readValue(reader, depth + 1);
    return value && { key, keySpan, value, span: spanOf(keyStart, value.span.end) };
  });
  return entries && { kind: 'map', span: spanOf(start, reader.offset), entries };
}

function readList(reader: Reader, depth: number): Node | undefined {
  const start = reader.offset;
  const items = readItems(reader, ']', () => readValue(reader, depth + 1));
  return items && { kind: 'list', span: spanOf(start, reader.offset), items };
}

/** From the opening bracket to behind the closing one. */
function readItems<T>(reader: Reader, close: string, read: () => T | undefined): T[] | undefined {
  const items: T[] = [];
  reader.offset++;
  if (takes(reader, close)) return items;
  for (;;) {
    skipSpace(reader);
    const item = read();
    if (item === undefined) return undefined;
    items.push(item);
    if (takes(reader, close)) return items;
    if (!takes(reader, ',')) return undefined;
  }
}

function takes(reader: Reader, sign: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.offset] !== sign) return false;
  reader.offset++;
  return true;
}

function skipSpace(reader: Reader): void {
  take(reader, SPACE);
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.offset;
  const found = pattern.exec(reader.text)?.[0];
  reader.offset += found?.length ?? 0;
  return found;
}
