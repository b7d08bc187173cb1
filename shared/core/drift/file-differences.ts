/** Says of each file of two contents what became of it, so that a change that shows in no field is not overlooked. */
import type { Difference } from './compare.ts';
import type { FieldState } from './field-state.ts';
import { type FilePair, pairFiles } from './file-pairs.ts';
import { comparableWith, type Side } from './side.ts';

export interface FileDifference {
  /** Of the newer side, where it is there. */
  readonly path: string;
  /** What it is compared with on the older side; absent: the same path, or there is none. */
  readonly counterpart?: string;
  /** `respelled`: the texts differ, and no field does. `unknown`: only in secrets that nobody can compare, if at all. */
  readonly change: 'added' | 'removed' | 'changed' | 'respelled' | 'unknown' | 'same';
}

export interface FileComparison {
  /** `field`: of two environments, whose files have other names. */
  readonly by: 'path' | 'field';
  readonly differences: readonly Difference[];
  readonly unknown: readonly Pick<FieldState, 'file'>[];
}

/** In order of their paths. */
export function fileDifferences(
  before: readonly Side[],
  after: readonly Side[],
  { by, differences, unknown }: FileComparison,
): FileDifference[] {
  const changed = new Set(differences.flatMap(({ before, after }) => (after ?? before)?.file ?? []));
  const uncertain = new Set(unknown.map(({ file }) => file));
  const changeOf = ([old, next]: FilePair): FileDifference['change'] => {
    if (!old || !next) return old ? 'removed' : 'added';
    if (isSameText(old, next)) return uncertain.has(next.file.path) ? 'unknown' : 'same';
    return changed.has(next.file.path) || changed.has(old.file.path) ? 'changed' : 'respelled';
  };
  const pairs = by === 'path' ? samePaths(before, after) : pairFiles(before, after);
  return pairs.map(pair => ({ ...pathsOf(pair), change: changeOf(pair) })).sort(byPath);
}

function samePaths(before: readonly Side[], after: readonly Side[]): FilePair[] {
  const olds = new Map(before.map(side => [side.file.path, side]));
  const news = new Map(after.map(side => [side.file.path, side]));
  return [...new Set([...olds.keys(), ...news.keys()])].map(path => [olds.get(path), news.get(path)]);
}

function pathsOf([old, next]: FilePair): Pick<FileDifference, 'path' | 'counterpart'> {
  const path = (next ?? old)?.file.path ?? '';
  const counterpart = old?.file.path ?? path;
  return counterpart === path ? { path } : { path, counterpart };
}

function byPath(a: FileDifference, b: FileDifference): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
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
