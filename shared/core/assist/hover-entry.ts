/** Finds the key or value under the cursor, and the way to it. */
import type { Document, Entry, Node } from '../document/document.ts';
import { type Span, spanOf } from '../text/text.ts';

export interface FoundEntry {
  readonly entry: Entry;
  /** The keys to it, itself last; `-` stands for an entry of a list. */
  readonly names: readonly string[];
  /** Of the key, or of the value or entry of a list under the cursor. */
  readonly span: Span;
  /** To the value under the cursor: the names, and a dash when it is an entry of the key's list. */
  readonly valuePath: readonly string[];
  /** What stands there, where it is one text. */
  readonly text?: string;
}

export function entryAt({ roots }: Pick<Document, 'roots'>, offset: number): FoundEntry | undefined {
  for (const root of roots) {
    const found = search(root, [], offset);
    if (found) return found;
  }
  return undefined;
}

function search(node: Node, names: readonly string[], offset: number): FoundEntry | undefined {
  if (node.kind === 'scalar') return undefined;
  if (node.kind === 'list') {
    const item = node.items.find(({ span }) => isWithin(offset, span));
    return item && search(item, [...names, '-'], offset);
  }
  for (const entry of node.entries) {
    const own = [...names, entry.key];
    if (isWithin(offset, entry.keySpan)) return { entry, names: own, span: entry.keySpan, valuePath: own };
    if (isWithin(offset, entry.value.span))
      return search(entry.value, own, offset) ?? ofValue(entry, own, offset);
  }
  return undefined;
}

function ofValue(entry: Entry, names: readonly string[], offset: number): FoundEntry {
  const { value } = entry;
  const item = value.kind === 'list' ? value.items.find(({ span }) => isWithin(offset, span)) : undefined;
  const node = item ?? value;
  const text = node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
  return {
    entry,
    names,
    span: spanOf(node.span.start, node.span.end),
    valuePath: item ? [...names, '-'] : names,
    ...(text !== undefined && { text }),
  };
}

function isWithin(offset: number, { start, end }: Span): boolean {
  return offset >= start && offset <= end && end > start;
}
