/** Says how two heads stand to each other, as git counts it from the commits alone. */
import { failure, isFailure } from '../git/failure.ts';
import { runGit } from '../git/run.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

export interface Relation {
  /** Of the first head seen from the second. `unrelated`: they have no commit in common. */
  readonly kind: 'same' | 'ahead' | 'behind' | 'diverged' | 'unrelated';
  /** Commits that only the first, only the second has. */
  readonly ahead: number;
  readonly behind: number;
}

/** Both commits, and what is behind them, have to be in the repository. */
export async function relate(
  { git, places }: Repository,
  first: string,
  second: string,
): Promise<Relation | StoreFailure> {
  if (first === second) return { kind: 'same', ahead: 0, behind: 0 };
  const options = { gitDir: places.repository, timeout: TIMEOUT };
  const counted = await runGit(
    git,
    ['rev-list', '--left-right', '--count', `${first}...${second}`, '--'],
    options,
  );
  if (isFailure(counted)) return unreadable(counted);
  const [ahead = 0, behind = 0] = counted.toString('latin1').trim().split('\t').map(Number);
  if (behind === 0) return { kind: 'ahead', ahead, behind };
  if (ahead === 0) return { kind: 'behind', ahead, behind };
  const base = await runGit(git, ['merge-base', '--all', first, second], options);
  const isShared = !isFailure(base) && base.length > 0;
  return { kind: isShared ? 'diverged' : 'unrelated', ahead, behind };
}

const TIMEOUT = 300_000;

function unreadable(why: StoreFailure): StoreFailure {
  if (why.code !== 'git-failed') return why;
  return failure('damaged', `Two heads of the ledger cannot be compared: ${why.message}`);
}
