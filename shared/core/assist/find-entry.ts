/** Finds the entry whose key stands at a place, with what it stands in. */
import type { Document, Entry, MapNode, Node } from '../document/document.ts';

export interface FoundEntry {
  readonly entry: Entry;
  readonly map: MapNode;
}

/** Undefined when no key begins there. What YAML's `<<` merges in is found where it is written. */
export function entryWithKeyAt({ roots }: Document, offset: number): FoundEntry | undefined {
  const pending: Node[] = [...roots];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === 'scalar' || node.span.start > offset || node.span.end < offset) continue;
    if (node.kind === 'list') {
      pending.push(...node.items);
      continue;
    }
    const map = node;
    for (const entry of map.entries) {
      if (entry.keySpan.start < map.span.start) continue;
      if (entry.keySpan.start === offset) return { entry, map };
      if (entry.value.kind !== 'scalar') pending.push(entry.value);
    }
  }
  return undefined;
}
