/** Says of each file of two contents what became of it, so that a change that shows in no field is not overlooked. */
import type { Difference } from './compare.ts';
import type { FieldState } from './field-state.ts';
import { comparableWith, type Side } from './side.ts';

export interface FileDifference {
  readonly path: string;
  /** `respelled`: the texts differ, and no field does. `unknown`: only in secrets that nobody can compare, if at all. */
  readonly change: 'added' | 'removed' | 'changed' | 'respelled' | 'unknown' | 'same';
}

export function fileDifferences(
  before: readonly Side[],
  after: readonly Side[],
  differences: readonly Difference[],
  unknown: readonly Pick<FieldState, 'file'>[],
): FileDifference[] {
  const olds = new Map(before.map(side => [side.file.path, side]));
  const news = new Map(after.map(side => [side.file.path, side]));
  const changed = new Set(differences.map(({ before, after }) => (after ?? before)?.file));
  const uncertain = new Set(unknown.map(({ file }) => file));
  return [...new Set([...olds.keys(), ...news.keys()])].sort().map(path => {
    const [old, next] = [olds.get(path), news.get(path)];
    if (!old || !next) return { path, change: old ? 'removed' : 'added' };
    if (changed.has(path)) return { path, change: 'changed' };
    if (!isSameText(old, next)) return { path, change: 'respelled' };
    return { path, change: uncertain.has(path) ? 'unknown' : 'same' };
  });
}

/** But for the secrets that cannot be compared. */
function isSameText(a: Side, b: Side): boolean {
  if (a.file.text !== b.file.text || a.file.cuts.length !== b.file.cuts.length) return false;
  const prints = comparableWith(b, a);
  return a.file.cuts.every(({ at }, index) => {
    const [one, other] = [a.fingerprints[index] ?? null, prints[index] ?? null];
    return at === b.file.cuts[index]?.at && (one === null || other === null || one === other);
  });
}
