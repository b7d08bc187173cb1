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
  /** Where the two went apart; null: `unrelated`. What is behind it up to the own head is what a remote does not have. */
  readonly base: string | null;
}

/** Both commits, and what is behind them, have to be in the repository. */
export async function relate(
  { git, places }: Repository,
  first: string,
  second: string,
): Promise<Relation | StoreFailure> {
  if (first === second) return { kind: 'same', ahead: 0, behind: 0, base: first };
  const options = { gitDir: places.repository, timeout: TIMEOUT };
  const counted = await runGit(
    git,
    ['rev-list', '--left-right', '--count', `${first}...${second}`, '--'],
    options,
  );
  if (isFailure(counted)) return unreadable(counted);
  const [ahead = 0, behind = 0] = counted.toString('latin1').trim().split('\t').map(Number);
  if (behind === 0) return { kind: 'ahead', ahead, behind, base: second };
  if (ahead === 0) return { kind: 'behind', ahead, behind, base: first };
  const found = await runGit(git, ['merge-base', first, second], options);
  const base = isFailure(found) ? null : found.toString('latin1').trim();
  return { kind: base === null ? 'unrelated' : 'diverged', ahead, behind, base };
}

/** False too when the commit is not in the repository: all that is behind a head that was received came with it. */
export async function isPartOf(repository: Repository, commit: string, head: string): Promise<boolean> {
  const relation = await relate(repository, head, commit);
  return !isFailure(relation) && (relation.kind === 'same' || relation.kind === 'ahead');
}

const TIMEOUT = 300_000;

function unreadable(why: StoreFailure): StoreFailure {
  if (why.code !== 'git-failed') return why;
  return failure('damaged', `Two heads of the ledger cannot be compared: ${why.message}`);
}
