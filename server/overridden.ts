/** Entries that another one of the same key overrides further down: they have no effect, and editors fade them. */
import type { Document, Entry, MapNode, Node } from '../shared/core/document/document.ts';

export interface Overridden {
  readonly entry: Entry;
  /** The one that counts. */
  readonly by: Entry;
}

/**
 * Each once, in source order within each mapping.
 * @param repeats offsets of the keys of which a finding says that they stand again
 */
export function overriddenEntries({ roots }: Document, repeats: ReadonlySet<number>): readonly Overridden[] {
  const found: Overridden[] = [];
  /** An aliased YAML node stands in several places of the tree. */
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node) || node.kind === 'scalar') return;
    seen.add(node);
    if (node.kind === 'map') found.push(...overriddenIn(node, repeats));
    for (const child of node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items)
      visit(child);
  };
  for (const root of roots) visit(root);
  return found;
}

/** What YAML's `<<` merges in comes before a mapping's own entries, and counts elsewhere: it is left out. */
function overriddenIn({ entries }: MapNode, repeats: ReadonlySet<number>): Overridden[] {
  const byKey = groupByKey(entries);
  return [...byKey.values()].flatMap(group => {
    const firstRepeat = group.findIndex(({ keySpan }) => repeats.has(keySpan.start));
    const by = group.at(-1);
    return firstRepeat > 0 && by ? group.slice(firstRepeat - 1, -1).map(entry => ({ entry, by })) : [];
  });
}

function groupByKey(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.key);
    if (group) group.push(entry);
    else groups.set(entry.key, [entry]);
  }
  return groups;
}
