/** Equality of JSON values: objects are equal whatever the order of their keys. */

/** Whether a value is one of these. */
export function createMembership(allowed: readonly unknown[]): (value: unknown) => boolean {
  const known = new Set(allowed.map(keyOf));
  return value => known.has(keyOf(value));
}

/** The last two items that are equal, by index; undefined when each stands once. */
export function findRepeat(
  items: readonly unknown[],
): { readonly i: number; readonly j: number } | undefined {
  const last = new Map<unknown, number>();
  let found: { i: number; j: number } | undefined;
  for (const [i, item] of items.entries()) {
    const key = keyOf(item);
    const j = last.get(key);
    if (j !== undefined) found = { i, j };
    last.set(key, i);
  }
  return found;
}

/** The same for equal values alone. A plain value is its own, and no text begins like that of an object or a list. */
function keyOf(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(MARK) ? `${MARK}${value}` : value;
  if (typeof value !== 'object' || value === null) return value;
  return MARK + written(value);
}

const MARK = '\u0000';

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (typeof value !== 'object' || value === null) return writtenPlain(value);
  const keys = Object.keys(value).sort();
  const tree = value as Readonly<Record<string, unknown>>;
  return `{${keys.map(key => `${JSON.stringify(key)}:${written(tree[key])}`).join(',')}}`;
}

/** Unlike JSON, one that tells infinite numbers and those that are none from `null`. */
function writtenPlain(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
