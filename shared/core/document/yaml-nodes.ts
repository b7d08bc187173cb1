/** Turns composed YAML nodes into ours: aliases followed within bounds, merge keys put in, every node located. */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node as LibraryNode,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Span } from '../text/text.ts';
import type { Entry, MapNode, Node, Problem } from './document.ts';
import { problem } from './yaml-problems.ts';
import { keyText, readScalar } from './yaml-scalars.ts';

/** Nodes that aliases may add to what stands in the text. */
const MAX_ALIASED_NODES = 100_000;

interface Anchor {
  readonly node: Node;
  /** How many nodes it is, everything inside included. */
  readonly weight: number;
}

export interface NodeReader {
  /** Undefined when the document is empty. */
  readRoot(contents: unknown): Node | undefined;
}

/** Reads one document of the stream; anchors do not reach beyond it. Appends to `problems`. */
export function createNodeReader(text: string, problems: Problem[]): NodeReader {
  const anchors = new Map<string, Anchor | 'open'>();
  let nodes = 0;
  let aliasedNodes = 0;
  let exhausted = false;

  const report = (name: string, span: Span, message: string): void => {
    problems.push(problem(name, 'error', span, message));
  };

  const read = (source: unknown, at: number): Node => {
    nodes++;
    if (isAlias(source)) return readAlias(source);
    const anchor = nameOfAnchor(source);
    if (anchor === undefined) return readPlain(source, at);
    const before = nodes;
    anchors.set(anchor, 'open');
    const node = readPlain(source, at);
    anchors.set(anchor, { node, weight: nodes - before + 1 });
    return node;
  };

  const readPlain = (source: unknown, at: number): Node => {
    if (isMap(source)) return readMap(source);
    if (isSeq(source)) {
      const items = source.items.map(item => (isPairLike(item) ? readPairItem(item, at) : read(item, at)));
      return { kind: 'list', span: collectionSpan(source, items, text), items };
    }
    return readScalar(source, at, text, problems);
  };

  /** `[a: b]` is a list with one mapping in it. */
  const readPairItem = (pair: Pair, at: number): Node => {
    nodes++;
    const entries = readPair(pair, at, new Set());
    const first = entries[0];
    return { kind: 'map', span: first?.span ?? { start: at, end: at }, entries };
  };

  const readAlias = (alias: Alias): Node => {
    const span = spanOfNode(alias, text);
    const anchor = anchors.get(alias.source);
    const nothing: Node = { kind: 'scalar', span, value: null, origin: 'typed', references: [] };
    if (anchor === undefined) {
      report(
        'unknown-alias',
        span,
        'No anchor of this name stands before this alias. Define it (&name) or correct the name.',
      );
      return nothing;
    }
    if (anchor === 'open') {
      report(
        'cyclic-alias',
        span,
        'This alias stands inside the value that it names, so the value would never end. Remove it.',
      );
      return nothing;
    }
    if (aliasedNodes + anchor.weight > MAX_ALIASED_NODES) {
      if (!exhausted)
        report(
          'alias-expansion',
          span,
          `The aliases of this document would expand to more than ${MAX_ALIASED_NODES} values, so this one and those that follow are not read. Write the values out, or use fewer aliases.`,
        );
      exhausted = true;
      return nothing;
    }
    aliasedNodes += anchor.weight;
    nodes += anchor.weight - 1;
    return { ...anchor.node, span };
  };

  const readMap = (map: YAMLMap): MapNode => {
    const merged: Entry[] = [];
    const own: Entry[] = [];
    const seen = new Set<string>();
    for (const pair of map.items) {
      const at = endOf(pair.key) ?? map.range?.[0] ?? 0;
      if (isMergeKey(pair)) merged.push(...readMerge(pair, at));
      else own.push(...readPair(pair, at, seen));
    }
    return { kind: 'map', span: collectionSpan(map, own, text), entries: [...merged, ...own] };
  };

  const readPair = (pair: Pair, at: number, seen: Set<string>): Entry[] => {
    const keySpan = isNode(pair.key) ? spanOfNode(pair.key, text) : { start: at, end: at };
    const key = isAlias(pair.key) ? aliasKey(read(pair.key, at)) : keyText(pair.key, text);
    const value = read(pair.value, valuePlace(pair, at, text));
    if (key === undefined) {
      report(
        'non-scalar-key',
        keySpan,
        'A list or mapping stands as a key, which names no field. Use text as the key.',
      );
      return [];
    }
    if (seen.has(key)) {
      report(
        'duplicate-key',
        keySpan,
        'This key stands more than once in the same mapping; the last one counts here, and other readers refuse the file. Keep one of them.',
      );
    }
    seen.add(key);
    return [
      { key, keySpan, value, span: { start: keySpan.start, end: Math.max(keySpan.end, value.span.end) } },
    ];
  };

  /** Entries that `<<` brings in, weakest first: among several mappings the first one counts. */
  const readMerge = (pair: Pair, at: number): Entry[] => {
    const value = read(pair.value, at);
    const sources = value.kind === 'list' ? value.items.toReversed() : [value];
    return sources.flatMap(source => {
      if (source.kind === 'map') return source.entries;
      report(
        'merge-value',
        source.span,
        'A merge key (<<) takes a mapping, or a list of mappings, mostly by alias. Give it one, or quote the key.',
      );
      return [];
    });
  };

  return {
    readRoot: contents => (contents === null || isEmpty(contents) ? undefined : read(contents, 0)),
  };
}

function isEmpty(contents: unknown): boolean {
  return isScalar(contents) && contents.value === null && contents.source === '' && !contents.tag;
}

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.source === '<<' && key.type === 'PLAIN' && !key.tag;
}

function aliasKey(node: Node): string | undefined {
  return node.kind === 'scalar' ? String(node.value ?? '') : undefined;
}

function isPairLike(item: unknown): item is Pair {
  return typeof item === 'object' && item !== null && 'key' in item && 'value' in item && !isNode(item);
}

function isNode(value: unknown): value is LibraryNode {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}

function nameOfAnchor(source: unknown): string | undefined {
  return isScalar(source) || isMap(source) || isSeq(source) ? source.anchor : undefined;
}

function endOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[1] : undefined;
}

/** Where an absent value would stand: behind the colon. */
function valuePlace(pair: Pair, at: number, text: string): number {
  if (isNode(pair.value) && pair.value.range) return pair.value.range[0];
  const after = endOf(pair.key) ?? at;
  return text[after] === ':' ? after + 1 : after;
}

function spanOfNode(node: LibraryNode, text: string): Span {
  const [start, end] = node.range ?? [0, 0, 0];
  return { start: Math.min(start, text.length), end: Math.min(Math.max(start, end), text.length) };
}

/** A block collection ends with its last item: comments and blank lines behind it are not part of it. */
function collectionSpan(
  node: LibraryNode & { flow?: boolean },
  inner: readonly { readonly span: Span }[],
  text: string,
): Span {
  const span = spanOfNode(node, text);
  const last = inner.at(-1);
  if (node.flow || !last) return span;
  return { start: span.start, end: Math.max(span.start, Math.min(last.span.end, span.end)) };
}
