/** Finds the mappings that a problem of one of our files may be about, by the key that it is shown at. */
import type { Document, MapNode, Node } from '../document/document.ts';

export interface MapPlace {
  readonly map: MapNode;
  /** The keys to it; `-` stands for an entry of a list. */
  readonly path: readonly string[];
}

/** `offset`: of a key, which stands for the mapping under it, or for the one that it is the first of. Inner ones first. */
export function mapsAt({ roots: [root] }: Document, offset: number): readonly MapPlace[] {
  return root ? search(root, [], offset) : [];
}

function search(node: Node, path: readonly string[], offset: number): readonly MapPlace[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'list') {
    const item = node.items.findLast(({ span }) => span.start <= offset && offset <= span.end);
    return item ? search(item, [...path, '-'], offset) : [];
  }
  const here = { map: node, path };
  const entry = node.entries.findLast(({ keySpan }) => keySpan.start <= offset);
  if (!entry) return [here];
  const { key, keySpan, value } = entry;
  const below = [...path, key];
  if (keySpan.start === offset) return value.kind === 'map' ? [{ map: value, path: below }, here] : [here];
  return search(value, below, offset);
}
