/** Looks at what a remote has, without changing the ledger: whoever syncs decides what follows from it. */
import { isFailure } from '../git/failure.ts';
import { type Alarm, raiseAlarm } from './alarms.ts';
import { type Comparison, compareWithOwn, newIncomingRef, quarantine, takeIncoming } from './incoming.ts';
import { readKnownRemote, writeKnownRemote } from './known-remotes.ts';
import { withLock } from './lock.ts';
import { isPartOf } from './relation.ts';
import { type Remote, shownUrl } from './remote-address.ts';
import { runTransport, type TransportOptions, transportFailure } from './remote-git.ts';
import type { Repository } from './repository.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

export type FetchResult =
  /** The remote has no ledger yet. */
  | { readonly kind: 'empty' }
  /** Its commits are in the repository now, to be read and verified; the ledger's head is as before. */
  | ({ readonly kind: 'fetched'; readonly head: string } & Comparison)
  /** The remote no longer has what it had, or is another ledger: refused, kept under `refs/quarantine/`. */
  | { readonly kind: 'rewritten'; readonly head: string | null; readonly alarm: Alarm }
  | StoreFailure;

export async function fetchRemote(
  repository: Repository,
  remote: Remote,
  options: TransportOptions = {},
): Promise<FetchResult> {
  const incoming = newIncomingRef();
  const args = [...FLAGS, '--', remote.url, `${remote.ref}:${incoming}`];
  const run = await runTransport(repository, 'fetch', remote, args, options);
  if (isFailure(run)) return run;
  const isEmpty = run.code !== 0 && /couldn't find remote ref/.test(run.words);
  if (run.code !== 0 && !isEmpty) return transportFailure(run, remote);
  return onDisk(() =>
    withLock(repository.places.lock, async () => {
      if (isEmpty) return judgeEmpty(repository, remote);
      const head = await takeIncoming(repository, incoming);
      return isFailure(head) ? head : judge(repository, remote, head);
    }),
  );
}

const FLAGS = [
  ...['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', '--no-recurse-submodules'],
  ...['--refmap=', '--no-prune', '--no-write-commit-graph'],
];

async function judge(repository: Repository, remote: Remote, head: string): Promise<FetchResult> {
  const known = await readKnownRemote(repository, remote);
  if (known && !(await isPartOf(repository, known.head, head))) {
    return rewritten(repository, remote, head, known.head);
  }
  const compared = await compareWithOwn(repository, head);
  if (isFailure(compared)) return compared;
  if (compared.relation.kind === 'unrelated') {
    return rewritten(repository, remote, head, compared.ownHead ?? '');
  }
  await writeKnownRemote(repository, remote, head);
  return { kind: 'fetched', head, ...compared };
}

async function judgeEmpty(repository: Repository, remote: Remote): Promise<FetchResult> {
  const known = await readKnownRemote(repository, remote);
  if (!known) return { kind: 'empty' };
  const url = shownUrl(remote.url);
  const message = `The ledger at ${url} is gone: ${remote.ref} does not exist any more. Your ledger is as it was. Ask who removed it before you push it again.`;
  const evidence = { url, ref: remote.ref, expected: known.head };
  return {
    kind: 'rewritten',
    head: null,
    alarm: await raiseAlarm(repository, { kind: 'missing', message, evidence }),
  };
}

async function rewritten(
  repository: Repository,
  remote: Remote,
  head: string,
  expected: string,
): Promise<FetchResult> {
  const url = shownUrl(remote.url);
  const message = `The ledger at ${url} was rewritten: what was there before is no part of it any more. It was refused, and your ledger is as it was. Ask who changed ${remote.ref}; the other history is kept for comparison.`;
  const evidence = { url, ref: remote.ref, head, expected };
  const alarm = await quarantine(repository, head, { kind: 'rewritten', message, evidence });
  return isFailure(alarm) ? alarm : { kind: 'rewritten', head, alarm };
}
