/** Looks at what a remote has, without changing the ledger: whoever syncs decides what follows from it. */
import { isFailure } from '../git/failure.ts';
import { type Alarm, raiseAlarm, type Trouble } from './alarms.ts';
import { type Comparison, compareWithOwn, newIncomingRef, quarantine, takeIncoming } from './incoming.ts';
import { type KnownRemote, readKnownRemote } from './known-remotes.ts';
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

/** Remembers nothing of what it finds: `rememberRemote` does, once that is verified. */
export async function fetchRemote(
  repository: Repository,
  remote: Remote,
  options: TransportOptions = {},
): Promise<FetchResult> {
  const known = await onDisk(() => readKnownRemote(repository, remote)); // what is seen meanwhile may be newer
  if (isFailure(known)) return known;
  const incoming = newIncomingRef();
  const args = [...FLAGS, '--', remote.url, `${remote.ref}:${incoming}`];
  const run = await runTransport(repository, 'fetch', remote, args, options);
  if (isFailure(run)) return run;
  const isEmpty = run.code !== 0 && /couldn't find remote ref/.test(run.words);
  if (run.code !== 0 && !isEmpty) return transportFailure(run, remote);
  return onDisk(() =>
    withLock(repository.places.lock, async () => {
      if (isEmpty) return judgeEmpty(repository, remote, known);
      const head = await takeIncoming(repository, incoming);
      return isFailure(head) ? head : judge(repository, remote, head, known);
    }),
  );
}

const FLAGS = [
  ...['--quiet', '--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', '--no-recurse-submodules'],
  ...['--refmap=', '--no-prune', '--no-write-commit-graph'],
];

async function judge(
  repository: Repository,
  { url, ref }: Remote,
  head: string,
  known: KnownRemote | undefined,
): Promise<FetchResult> {
  const at = shownUrl(url);
  const compared = await compareWithOwn(repository, head);
  if (isFailure(compared)) return compared;
  if (compared.relation.kind === 'unrelated') {
    const message = `The ledger at ${at} is another one: what is at ${ref} has no event in common with yours. ${REFUSED} Ask who changed ${ref}, and have it set back.`;
    return refuse(repository, head, message, { url: at, ref, head, own: compared.ownHead ?? '' });
  }
  if (known && !(await isPartOf(repository, known.head, head))) {
    const message = `The ledger at ${at} was rewritten: what was there before is no part of it any more. ${REFUSED} Ask who changed ${ref}. If it is right as it is now, take it so: ${ACCEPT}.`;
    return refuse(repository, head, message, { url: at, ref, head, expected: known.head });
  }
  return { kind: 'fetched', head, ...compared };
}

const REFUSED = 'It was refused and is kept for comparison, and your ledger is as it was.';
const ACCEPT =
  'secure-config ledger sync --accept-remote, or Secure Config: Show Ledger Alarms in the editor';

async function judgeEmpty(
  repository: Repository,
  remote: Remote,
  known: KnownRemote | undefined,
): Promise<FetchResult> {
  if (!known) return { kind: 'empty' };
  const url = shownUrl(remote.url);
  const message = `The ledger at ${url} is gone: ${remote.ref} does not exist any more. Your ledger is as it was. Ask who removed it. If it is to be pushed there again: ${ACCEPT}.`;
  const evidence = { url, ref: remote.ref, expected: known.head };
  return {
    kind: 'rewritten',
    head: null,
    alarm: await raiseAlarm(repository, { kind: 'missing', message, evidence }),
  };
}

async function refuse(
  repository: Repository,
  head: string,
  message: string,
  evidence: Trouble['evidence'],
): Promise<FetchResult> {
  const alarm = await quarantine(repository, head, { kind: 'rewritten', message, evidence });
  return isFailure(alarm) ? alarm : { kind: 'rewritten', head, alarm };
}
