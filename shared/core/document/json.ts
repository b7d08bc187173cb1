/** A document's tree as the JSON value it stands for, and the way back from a place in that value to the text. */
import type { JsonValue } from '../profile/profile.ts';
import type { Entry, Node } from './document.ts';

/**
 * A key that stands several times counts with its last value. Objects are ordinary ones, because validators compare
 * them, but every key is their own: `__proto__` too.
 */
export function toJson(node: Node): JsonValue {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(toJson);
  const object: Record<string, JsonValue> = {};
  for (const { key, value } of node.entries) setOwn(object, key, toJson(value));
  return object;
}

/** Like `object[key] = value`, also for `__proto__`; for any other name plain assignment is the same, and much faster. */
export function setOwn<Value>(object: Record<string, Value>, key: string, value: Value): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** What stands at a path, as deep as it goes: the node, and the entry that holds it when it is in a mapping. */
export interface Place {
  readonly node: Node;
  readonly entry?: Entry;
  /** Whether the whole path was found. */
  readonly found: boolean;
}

export function placeAt(root: Node, path: readonly string[]): Place {
  let place: Place = { node: root, found: true };
  for (const part of path) {
    const next = childOf(place.node, part);
    if (!next) return { ...place, found: false };
    place = next;
  }
  return place;
}

function childOf(node: Node, part: string): Place | undefined {
  if (node.kind === 'list') {
    const item = node.items[Number(part)];
    return item && { node: item, found: true };
  }
  if (node.kind === 'scalar') return undefined;
  const entry = node.entries.findLast(({ key }) => key === part);
  return entry && { node: entry.value, entry, found: true };
}

/** The parts of a JSON Pointer. */
export function pointerParts(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
