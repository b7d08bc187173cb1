/**
 * Whether two JSON values are the same. The build puts it in the place of `fast-deep-equal`, by which ajv compares for `enum`
 * and `const`: that one calls an object's `valueOf` and `toString`, which may be keys of a document.
 */
export function jsonEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((each, at) => jsonEqual(each, b[at]))
    );
  }
  const [keys, others] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    keys.length === others.size &&
    keys.every(([key, value]) => others.has(key) && jsonEqual(value, others.get(key)))
  );
}
