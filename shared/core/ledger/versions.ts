/** How a version becomes the active one, from wherever it comes. */
import type { Content } from './content.ts';
import type { LedgerEvent } from './event.ts';
import { type Draft, versionKey } from './state.ts';
import type { Version } from './version.ts';

export type NewVersion = Pick<
  Version,
  'environment' | 'number' | 'parent' | 'message' | 'assessment' | 'origin' | 'approvers' | 'emergency'
> & { readonly content: Content };

/** The one that was active is inactive from now on, unless it is deprecated. */
export function activate(draft: Draft, event: LedgerEvent<unknown>, made: NewVersion): void {
  const { environment, number } = made;
  const previous = draft.environments.get(environment)?.active;
  const before = previous === undefined ? undefined : draft.versions.get(versionKey(environment, previous));
  if (before?.status === 'active') {
    draft.versions.set(versionKey(environment, before.number), { ...before, status: 'inactive' });
  }
  draft.environments.set(environment, { latest: number, active: number });
  draft.versions.set(versionKey(environment, number), {
    ...made,
    bundle: made.content.bundle,
    status: 'active',
    tags: [],
    author: event.principal,
    time: event.time,
    seq: event.seq,
  });
}
