/** Moves refs by compare-and-swap: the one act that decides what the ledger's history is. */
import { isFailure } from '../git/failure.ts';
import { type Input, runGit } from '../git/run.ts';
import { clearGitLocks } from './git-locks.ts';
import { NO_OBJECT } from './places.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

export interface RefUpdate {
  readonly ref: string;
  readonly to: string;
  /** What it has to be now; null: it must not be there. */
  readonly from: string | null;
}

/** All or none. A lock file that a killed git left is cleared away once. To be called under the ledger's lock. */
export async function updateRefs(
  repository: Repository,
  updates: readonly RefUpdate[],
): Promise<StoreFailure | undefined> {
  const commands = updateCommands(updates);
  const first = await runUpdate(repository, commands);
  if (!isFailure(first) || !isLockedOut(first)) return first;
  await clearGitLocks(repository.places);
  return runUpdate(repository, commands);
}

/** As `updateRefs`, with git started before it is known what to do. */
export async function runUpdate(
  { git, places }: Repository,
  commands: Input | Promise<Input | undefined>,
): Promise<StoreFailure | undefined> {
  const done = await runGit(git, ['update-ref', '--stdin'], { gitDir: places.repository, input: commands });
  return isFailure(done) ? done : undefined;
}

export function updateCommands(updates: readonly RefUpdate[]): string {
  const lines = updates.map(({ ref, to, from }) => `update ${ref} ${to} ${from ?? NO_OBJECT}\n`);
  return `start\n${lines.join('')}prepare\ncommit\n`;
}

export function isLockedOut({ message }: StoreFailure): boolean {
  return /\.lock': File exists/.test(message);
}
