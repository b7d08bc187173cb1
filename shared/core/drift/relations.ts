/** Sets the fields of two contents side by side, and says of each pair whether it says the same. */

import type { Fingerprint } from '../ledger/fingerprint.ts';
import type { FieldState } from './field-state.ts';
import { isSameValue } from './same-value.ts';
import type { Side } from './side.ts';

export interface Relation {
  /** Finds the field again in another comparison of the same files. */
  readonly key: string;
  /** `unknown`: a secret is on both sides, and nobody without the key can tell. */
  readonly kind: 'added' | 'removed' | 'changed' | 'same' | 'unknown';
  /** One of them is there. */
  readonly before: FieldState | undefined;
  readonly after: FieldState | undefined;
}

export interface RelationOptions {
  /** `field`: of two environments, whose files have other names. */
  readonly by?: 'path' | 'field';
  /** Absent for who has no key: what is covered on one side only counts as changed then. */
  readonly fingerprint?: Fingerprint;
}

/** In the order of `after`'s files and their fields, what was removed last. */
export function relationsBetween(
  before: readonly Side[],
  after: readonly Side[],
  { by = 'path', fingerprint }: RelationOptions = {},
): Relation[] {
  const olds = keyed(before, by);
  const news = keyed(after, by);
  const keys = new Set([...news.keys(), ...olds.keys()]);
  return [...keys].map(key => {
    const [old, next] = [olds.get(key), news.get(key)];
    return { key, kind: kindOf(old, next, fingerprint), before: old, after: next };
  });
}

/** A field that is there several times under one key is counted. */
function keyed(sides: readonly Side[], by: 'path' | 'field'): Map<string, FieldState> {
  const states = new Map<string, FieldState>();
  const counts = new Map<string, number>();
  const ordered = sides.toSorted((a, b) => (a.checked.path < b.checked.path ? -1 : 1));
  for (const state of ordered.flatMap(({ fields }) => fields)) {
    const { file, part, field, governed, setting } = state;
    const name = setting?.field ? field.toLowerCase() : field;
    const key = JSON.stringify([name, governed, ...(by === 'path' ? [file, part] : [])]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    states.set(`${key}${count}`, state);
  }
  return states;
}

function kindOf(
  before: FieldState | undefined,
  after: FieldState | undefined,
  fingerprint: Fingerprint | undefined,
): Relation['kind'] {
  if (!before || !after) return before ? 'removed' : 'added';
  const isSame = isSameValue(before, after, fingerprint);
  if (isSame === undefined) return 'unknown';
  return isSame ? 'same' : 'changed';
}
