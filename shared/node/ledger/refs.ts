/** Moves refs by compare-and-swap: the one act that decides what the ledger's history is. */
import { isFailure } from '../git/failure.ts';
import type { RefUpdate } from '../git/ref-updater.ts';
import { clearGitLocks } from './git-locks.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

/** All or none. A lock file that a killed git left is cleared away once. To be called under the ledger's lock. */
export async function updateRefs(
  { refs, places }: Repository,
  updates: readonly RefUpdate[],
): Promise<StoreFailure | undefined> {
  const first = await refs.update(updates);
  if (!isFailure(first) || !/\.lock': File exists/.test(first.message)) return first;
  await clearGitLocks(places);
  return refs.update(updates);
}
