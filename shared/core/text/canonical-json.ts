/** JSON with one spelling for each value (RFC 8785), so that equal values have equal digests. */
import type { JsonValue } from '../profile/profile.ts';

/** Keys in order of their UTF-16 code units, numbers as ECMAScript writes them, no blanks. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const tree = value as { readonly [key: string]: JsonValue };
  const keys = Object.keys(tree).sort();
  return `{${keys.map(key => `${JSON.stringify(key)}:${canonicalJson(tree[key] ?? null)}`).join(',')}}`;
}
