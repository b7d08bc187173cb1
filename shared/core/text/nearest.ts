/** Finds the name that somebody probably meant. */

const LONGEST = 64;

/** The known name with the fewest changed letters, if those are few enough for a slip of the keys. Any case. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined;
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Shorter names are often near each other on purpose. */
const SHORTEST = 6;

/** The known name that differs by one slip of the keys, in a letter: a digit is there on purpose. Any case. */
export function slipOf(name: string, known: Iterable<string>): string | undefined {
  if (name.length < SHORTEST || name.length > LONGEST) return undefined;
  const wanted = name.toLowerCase();
  const digits = wanted.replace(/\D/g, '');
  for (const candidate of known) {
    const isNear = Math.abs(candidate.length - name.length) <= 1;
    if (!isNear || candidate.replace(/\D/g, '') !== digits) continue;
    if (editDistance(wanted, candidate.toLowerCase()) === 1) return candidate;
  }
  return undefined;
}

/** ` Did you mean "x"?`, or nothing. */
export function suggestion(name: string, known: Iterable<string>): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}

/** Letters to insert, remove or replace; two neighbours that changed places count once. */
function editDistance(a: string, b: string): number {
  if (b.length > LONGEST) return LONGEST;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const replaced = (row[j - 1] ?? 0) + (same ? 0 : 1);
      const shifted = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next[j] = Math.min(replaced, shifted, swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
