/**
 * What our own keywords check, as plain functions: the compiled validators of the built-in profiles call them too, so
 * nothing here may load a schema compiler. All of them take linear time. See docs/keywords.md.
 */

export function isNotBlank(value: string): boolean {
  return value.trim() !== '';
}

/** Compares the whole value, without the blanks around it, in any case. */
export function isNoneOf(value: string, refused: readonly string[]): boolean {
  const plain = value.trim().toLowerCase();
  return !refused.some(word => word.toLowerCase() === plain);
}

/** Bits: the Shannon entropy of the value's characters, times their number. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / total);
  return bits;
}

export function hasEntropy(value: string, bits: number): boolean {
  return entropyOf(value) >= bits;
}

/** A list of URL schemes, without `:`. A value that is no URL at all has none of them. */
export function hasScheme(value: string, schemes: readonly string[]): boolean {
  const scheme = schemeOf(value);
  return scheme !== undefined && schemes.some(allowed => allowed.toLowerCase() === scheme);
}

export function hasNoScheme(value: string, schemes: readonly string[]): boolean {
  return !hasScheme(value, schemes);
}

/** In lower case; undefined when the value does not begin as `scheme://` does. */
export function schemeOf(value: string): string | undefined {
  const end = value.indexOf('://');
  if (end < 1 || end > 40) return undefined;
  const scheme = value.slice(0, end).trim().toLowerCase();
  return /^[a-z][a-z0-9+.-]*$/.test(scheme) ? scheme : undefined;
}
