/** Brings the ledger to a remote, only ever as a continuation of what is known to be there. */
import { failure, isFailure } from '../git/failure.ts';
import type { Run } from '../git/run.ts';
import { rememberRemote } from './known-remotes.ts';
import { relate } from './relation.ts';
import { type Remote, shownUrl, shownWords } from './remote-address.ts';
import { runTransport, type TransportOptions, transportFailure } from './remote-git.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

export interface PushRequest {
  /** The commit to push. */
  readonly head: string;
  /** What the last fetch found; null: the remote was empty. */
  readonly remoteHead: string | null;
}

export type PushResult =
  | { readonly kind: 'pushed'; readonly head: string }
  /** The remote has gone on, or does not have what the last fetch found: fetch, replay and push again. */
  | { readonly kind: 'rejected-behind' }
  | StoreFailure;

export async function pushRemote(
  repository: Repository,
  remote: Remote,
  { head, remoteHead }: PushRequest,
  options: TransportOptions = {},
): Promise<PushResult> {
  if (remoteHead !== null) {
    const relation = await relate(repository, head, remoteHead);
    if (isFailure(relation)) return relation;
    if (relation.kind !== 'same' && relation.kind !== 'ahead') return { kind: 'rejected-behind' };
  }
  const lease = `--force-with-lease=${remote.ref}:${remoteHead ?? ''}`; // the same or a continuation: nothing is forced
  const args = [...FLAGS, lease, '--', remote.url, `${head}:${remote.ref}`];
  const run = await runTransport(repository, 'push', remote, args, options);
  if (isFailure(run)) return run;
  const refused = run.code === 0 ? undefined : refusal(run, remote);
  if (refused) return refused;
  const remembered = await rememberRemote(repository, remote, head);
  return isFailure(remembered) ? remembered : { kind: 'pushed', head };
}

const FLAGS = [
  ...['--quiet', '--porcelain', '--no-verify', '--no-signed', '--no-follow-tags'],
  ...['--recurse-submodules=no', '--no-thin'],
];

const BEHIND = /stale info|fetch first|non-fast-forward|cannot lock ref|reference already exists/;

/** One line for each ref: flag, refs, and why in brackets. */
function refusal(run: Run, remote: Remote): PushResult {
  const line = /^!\t\S+\t(.*)$/m.exec(run.output.toString('utf8'))?.[1];
  if (line === undefined) return transportFailure(run, remote);
  const isRace =
    /failed to update ref/.test(line) && /cannot lock ref|reference already exists/.test(run.words);
  if (isRace || BEHIND.test(line)) return { kind: 'rejected-behind' };
  const said = shownWords(`${line} ${run.words.trim()}`).slice(0, 1000);
  return failure(
    'remote-declined',
    `${shownUrl(remote.url)} declined the push to ${remote.ref}. Ask who looks after it whether you may push there. Git says: ${said}`,
  );
}
