/** Where a file at hand has the secrets of a stored one, so that an editor can put them in without asking for them. */
import type { Span } from '../text/text.ts';
import { comparableWith, type Side } from './side.ts';

/** For each cut of the stored file the same field's place, else any that holds the same; null where there is none. */
export function samePlaces(stored: Side, working: Side): (Span | null)[] {
  const prints = comparableWith(working, stored);
  return stored.file.cuts.map(({ field }, index) => {
    const fingerprint = stored.fingerprints[index] ?? null;
    if (fingerprint === null) return null;
    const same = prints.flatMap((print, at) => (print === fingerprint ? [at] : []));
    const own = same.find(at => working.file.cuts[at]?.field === field) ?? same[0];
    return own === undefined ? null : (working.places[own] ?? null);
  });
}
