/** Turns composed YAML nodes into ours: every node located, merge keys put in, aliases followed within bounds. */
import { isAlias, isMap, isSeq, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Span } from '../text/text.ts';
import type { Entry, ListNode, MapNode, Node, Problem, ScalarNode } from './document.ts';
import { anchorOf, followAlias, type Reading, report, startReading } from './yaml-aliases.ts';
import {
  collectionSpan,
  emptyValuePlace,
  endOf,
  isBare,
  isEmptyDocument,
  isMergeKey,
  isPair,
  spanOfNode,
} from './yaml-places.ts';
import { keyText, readScalar } from './yaml-scalars.ts';

/** The tree of one document of a stream; anchors do not reach beyond it. Undefined when it is empty. Appends to `problems`. */
export function readRoot(contents: unknown, text: string, problems: Problem[]): Node | undefined {
  if (contents === null || isEmptyDocument(contents)) return undefined;
  return read(contents, 0, startReading(text, problems));
}

/** `at`: where an absent value would stand. */
function read(source: unknown, at: number, reading: Reading): Node {
  reading.nodes++;
  if (isAlias(source)) return followAlias(source, reading);
  const anchor = anchorOf(source);
  if (anchor === undefined) return readOwn(source, at, reading);
  const before = reading.nodes;
  reading.anchors.set(anchor, 'open');
  const node = readOwn(source, at, reading);
  reading.anchors.set(anchor, { node, weight: reading.nodes - before + 1 });
  return node;
}

function readOwn(source: unknown, at: number, reading: Reading): Node {
  if (isMap(source)) return readMap(source, reading);
  if (isSeq(source)) return readList(source, at, reading);
  return readScalar(source, at, reading.text, reading.problems);
}

function readList(source: YAMLSeq, at: number, reading: Reading): ListNode {
  const items = source.items.map(item =>
    isPair(item) ? readPairItem(item, at, reading) : read(item, at, reading),
  );
  return { kind: 'list', span: collectionSpan(source, items, reading.text), items };
}

/** `[a: b]` is a list with one mapping in it. */
function readPairItem(pair: Pair, at: number, reading: Reading): MapNode {
  reading.nodes++;
  const entries = readPair(pair, at, new Set(), reading);
  return { kind: 'map', span: entries[0]?.span ?? { start: at, end: at }, entries };
}

function readMap(map: YAMLMap, reading: Reading): MapNode {
  const merged: Entry[] = [];
  const own: Entry[] = [];
  const seen = new Set<string>();
  let ends: readonly { readonly span: Span }[] = [];
  for (const pair of map.items) {
    const at = endOf(pair.key) ?? map.range?.[0] ?? 0;
    if (isMergeKey(pair)) {
      const value = read(pair.value, at, reading);
      merged.push(...mergedEntries(value, reading));
      ends = [value];
    } else {
      const entries = readPair(pair, at, seen, reading);
      own.push(...entries);
      if (entries.length > 0) ends = entries;
    }
  }
  return { kind: 'map', span: collectionSpan(map, ends, reading.text), entries: [...merged, ...own] };
}

/** No entry for a key that names no field. */
function readPair(pair: Pair, at: number, seen: Set<string>, reading: Reading): Entry[] {
  const { text } = reading;
  const keySpan = isBare(pair.key) ? { start: at, end: at } : spanOfNode(pair.key, text);
  const key = isAlias(pair.key) ? scalarText(read(pair.key, at, reading)) : keyText(pair.key, text);
  const compact = compactMap(pair.value, keySpan.end, text);
  const value = compact?.text ?? read(pair.value, emptyValuePlace(pair, at, text), reading);
  if (key === undefined) {
    const message = 'A list or mapping stands as a key, which names no field. Use text as the key.';
    report(reading, 'non-scalar-key', keySpan, message);
    return [];
  }
  if (seen.has(key)) report(reading, 'duplicate-key', keySpan, DUPLICATE);
  seen.add(key);
  const end = Math.max(keySpan.end, value.span.end);
  const entry = { key, keySpan, value, span: { start: keySpan.start, end } };
  const rest = compact?.rest.flatMap(each => readPair(each, endOf(each.key) ?? end, seen, reading)) ?? [];
  return [entry, ...rest];
}

/**
 * `password: pa: ss` is no YAML, and the library reads `pa` as a key of it, and the lines below as its siblings. It was meant
 * as text, and may be a secret: no part of it becomes a name. Undefined: the value is none such.
 */
function compactMap(
  value: unknown,
  keyEnd: number,
  text: string,
): { readonly text: ScalarNode; readonly rest: readonly Pair[] } | undefined {
  const start = isMap(value) && !value.flow ? value.range?.[0] : undefined;
  if (start === undefined || /[\r\n]/.test(text.slice(keyEnd, start))) return undefined;
  const written = /^[^\r\n]*/.exec(text.slice(start))?.[0].trimEnd() ?? '';
  const span = { start, end: start + written.length };
  const node: ScalarNode = { kind: 'scalar', span, value: written, origin: 'typed', references: [] };
  return { text: node, rest: laterPairs(value as YAMLMap, span.end, text) };
}

/** Those that begin behind the line. */
function laterPairs({ items }: YAMLMap, lineEnd: number, text: string): Pair[] {
  return items.flatMap(pair => {
    const start = isBare(pair.key) ? undefined : spanOfNode(pair.key, text).start;
    if (start !== undefined && start > lineEnd) return [pair];
    return isMap(pair.value) && !pair.value.flow ? laterPairs(pair.value, lineEnd, text) : [];
  });
}

export const DUPLICATE =
  'This key stands more than once in the same mapping; the last one counts here, and other readers refuse the file. Keep one of them.';

/** What `<<` brings in, weakest first: among several mappings the first one counts. */
function mergedEntries(value: Node, reading: Reading): readonly Entry[] {
  const sources = value.kind === 'list' ? value.items.toReversed() : [value];
  return sources.flatMap(source => {
    if (source.kind === 'map') return source.entries;
    const message =
      'A merge key (<<) takes a mapping, or a list of mappings, mostly by alias. Give it one, or quote the key.';
    if (!isRefusedAlias(source, reading)) report(reading, 'merge-value', source.span, message);
    return [];
  });
}

/** It has had its problem. */
function isRefusedAlias(node: Node, { text }: Reading): boolean {
  return node.kind === 'scalar' && node.value === null && text[node.span.start] === '*';
}

function scalarText(node: Node): string | undefined {
  return node.kind === 'scalar' ? String(node.value ?? '') : undefined;
}
