/** Moves refs by compare-and-swap: the one act that decides what the ledger's history is. */
import path from 'node:path';
import { isFailure } from '../git/failure.ts';
import type { RefUpdate } from '../git/ref-updater.ts';
import { syncFolder } from '../private-files.ts';
import { clearGitLocks } from './git-locks.ts';
import { LEDGER_REF, type Places } from './places.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

/** All or none, durably. A lock file that a killed git left is cleared away once. To be called under the ledger's lock. */
export async function updateRefs(
  { refs, places }: Repository,
  updates: readonly RefUpdate[],
): Promise<StoreFailure | undefined> {
  const first = await refs.update(updates);
  const isLockedOut = isFailure(first) && /\.lock': File exists/.test(first.message);
  if (isLockedOut) await clearGitLocks(places);
  const trouble = isLockedOut ? await refs.update(updates) : first;
  if (!trouble) await syncNames(places, updates);
  return trouble;
}

/** Git syncs what a ref says, and not that it is there. */
async function syncNames({ repository }: Places, updates: readonly RefUpdate[]): Promise<void> {
  const folders = updates
    .filter(({ to }) => to !== null)
    .flatMap(({ ref }) => (ref === LEDGER_REF ? [path.dirname(ref)] : [path.dirname(ref), 'refs']));
  await Promise.all([...new Set(folders)].map(folder => syncFolder(path.join(repository, folder))));
}
