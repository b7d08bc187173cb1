/** Where the cursor stands in YAML's flow style, `{…}` and `[…]`, by the tree: the parser mends what is not closed. */
import type { Document, Node } from '../document/document.ts';
import { spanOf } from '../text/text.ts';
import type { KeyPlace, ValuePlace } from './completion-place.ts';

interface FlowNode {
  readonly node: Exclude<Node, { kind: 'scalar' }>;
  readonly path: readonly string[];
}

/** Undefined when the cursor is in no flow collection. */
export function flowPlace({ roots, text }: Document, offset: number): KeyPlace | ValuePlace | undefined {
  const found = roots.map(root => innermost(root, [], offset, text)).find(each => each !== undefined);
  if (!found) return undefined;
  const { node, path } = found;
  const from = segmentStart(text, node.span.start + 1, offset);
  const segment = text.slice(from, offset);
  const colon = /^\s*["']?([^:"']*)["']?\s*:(?=\s|$)/.exec(segment);
  if (node.kind === 'list') return valueAt([...path, '-'], from, offset, text, true);
  if (colon) return valueAt([...path, (colon[1] ?? '').trim()], from + colon[0].length, offset, text, false);
  return keyAt(found, from, offset, text);
}

function innermost(node: Node, path: readonly string[], offset: number, text: string): FlowNode | undefined {
  if (node.kind === 'scalar' || offset <= node.span.start || offset > node.span.end) return undefined;
  const children: (readonly [Node, string])[] =
    node.kind === 'list'
      ? node.items.map(item => [item, '-'] as const)
      : node.entries.map(({ key, value }) => [value, key] as const);
  for (const [child, name] of children) {
    const inner = innermost(child, [...path, name], offset, text);
    if (inner) return inner;
  }
  const first = text[node.span.start] ?? '';
  const isClosed = /[}\]]/.test(text[node.span.end - 1] ?? '') && offset === node.span.end;
  return (first === '{' || first === '[') && !isClosed ? { node, path } : undefined;
}

/** Behind the last comma or bracket that stands in no quotes, as far as one line tells. */
function segmentStart(text: string, from: number, offset: number): number {
  let start = from;
  let quote = '';
  for (let at = from; at < offset; at++) {
    const character = text[at] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (/[,[\]{}]/.test(character)) start = at + 1;
  }
  return start;
}

function wordAround(text: string, from: number, offset: number): { start: number; end: number } {
  let start = from;
  while (start < offset && /\s/.test(text[start] ?? '')) start++;
  let end = offset;
  while (end < text.length && !/[,{}[\]\r\n#]/.test(text[end] ?? '')) end++;
  while (end > offset && /\s/.test(text[end - 1] ?? '')) end--;
  return { start, end };
}

function valueAt(
  path: readonly string[],
  from: number,
  offset: number,
  text: string,
  inItem: boolean,
): ValuePlace {
  const { start, end } = wordAround(text, from, offset);
  const first = text[start] ?? '';
  const quote = start < end && (first === '"' || first === "'") ? first : '';
  const lead = text[start - 1] === ':' ? ' ' : '';
  return {
    kind: 'value',
    path,
    token: spanOf(start, end),
    quote,
    lead,
    inItem,
    isFlow: true,
    references: [],
  };
}

function keyAt({ node, path }: FlowNode, from: number, offset: number, text: string): KeyPlace {
  const { start, end } = wordAround(text, from, offset);
  const colon = text.slice(start, end).search(/\s*:(?:\s|$)/);
  const stop = colon < 0 ? end : start + colon;
  const entries = node.kind === 'map' ? node.entries : [];
  const others = entries.filter(({ keySpan }) => keySpan.start !== start);
  return {
    kind: 'key',
    parents: path,
    token: spanOf(start, Math.max(stop, offset)),
    isNamed: colon >= 0,
    isExported: false,
    present: new Set(others.map(({ key }) => key.toLowerCase())),
    column: 0,
    isFlow: true,
    inItem: false,
  };
}
