/** Takes entries out of a document by where their keys begin. */
import { spanOfEntry } from '../assist/remove-entry.ts';
import type { Document, Entry, MapNode, Node } from '../document/document.ts';
import type { TextEdit } from '../text/text.ts';

/** `with-empty-groups`: a group of which nothing would be left goes with them. */
export function removeKeys(
  offsets: readonly number[],
  document: Document,
  how: 'with-empty-groups' | 'alone',
): TextEdit[] {
  return [...new Set(offsets)].flatMap(offset => {
    const chain = document.roots.flatMap(root => chainTo(offset, root));
    const first = how === 'alone' ? chain.length - 1 : chain.findIndex((_, index) => isEmptied(chain, index));
    const found = chain[first];
    return found ? [{ span: spanOfEntry(found.entry, found.map, document), newText: '' }] : [];
  });
}

interface Link {
  readonly entry: Entry;
  readonly map: MapNode;
}

/** From the root's entry down to the one whose key begins there; empty when none does. */
function chainTo(offset: number, node: Node): Link[] {
  if (node.kind !== 'map') return [];
  for (const entry of node.entries) {
    if (entry.keySpan.start === offset) return [{ entry, map: node }];
    if (entry.value.kind !== 'map') continue;
    const inner = chainTo(offset, entry.value);
    if (inner.length > 0) return [{ entry, map: node }, ...inner];
  }
  return [];
}

/** Whether everything below the link is there for the last one alone. */
function isEmptied(chain: readonly Link[], index: number): boolean {
  return chain.slice(index + 1).every(({ map }) => map.entries.length === 1);
}
