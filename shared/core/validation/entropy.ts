/** How hard a value is to guess, judged by its characters alone. */

/** Bits: the Shannon entropy of the value's characters, times their number. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  let total = 0;
  for (const character of value) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
    total++;
  }
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / total);
  return bits;
}
