/** Where composed YAML nodes stand in the text, and what kind of node or pair one is. */
import {
  isCollection,
  isPair as isLibraryPair,
  isNode,
  isScalar,
  type Node as LibraryNode,
  type Pair,
} from 'yaml';
import type { Span } from '../text/text.ts';

export function spanOfNode(node: unknown, text: string): Span {
  const [from, to] = (isNode(node) && node.range) || [0, 0];
  const start = Math.min(from, text.length);
  return { start, end: Math.max(start, Math.min(to, text.length)) };
}

/** A block collection ends with its last item: comments and blank lines behind it are not part of it. */
export function collectionSpan(
  node: LibraryNode,
  inner: readonly { readonly span: Span }[],
  text: string,
): Span {
  const span = spanOfNode(node, text);
  const last = inner.at(-1);
  if ((isCollection(node) && node.flow) || !last) return span;
  return { start: span.start, end: Math.max(span.start, Math.min(last.span.end, span.end)) };
}

/** Where a value that is not there would stand: behind the colon. */
export function emptyValuePlace(pair: Pair, at: number, text: string): number {
  if (isNode(pair.value) && pair.value.range) return pair.value.range[0];
  const after = endOf(pair.key) ?? at;
  return text[after] === ':' ? after + 1 : after;
}

export function endOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[1] : undefined;
}

/** Whether nothing stands there. */
export function isBare(key: unknown): boolean {
  return !isNode(key);
}

export function isPair(item: unknown): item is Pair {
  return isLibraryPair(item);
}

export function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.source === '<<' && key.type === 'PLAIN' && !key.tag;
}

/** A document of comments only, or of nothing. */
export function isEmptyDocument(contents: unknown): boolean {
  return isScalar(contents) && contents.value === null && contents.source === '' && !contents.tag;
}
