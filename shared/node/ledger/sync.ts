/** Brings a ledger and its remote together: takes what others did, puts own events on top, and sends them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { failure, isFailure } from '../git/failure.ts';
import { type FetchResult, fetchRemote } from './fetch.ts';
import type { Ledger, LedgerView } from './ledger.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { maintain } from './maintain.ts';
import { mending } from './mend.ts';
import { pushRemote } from './push.ts';
import { relate } from './relation.ts';
import { type Remote, shownUrl } from './remote-address.ts';
import type { Repository } from './repository.ts';
import type { AuthorOf, Dropped } from './resign.ts';
import { remoteWords, type Tally, takeIn } from './take-in.ts';

export interface SyncOptions {
  readonly remote: Remote;
  readonly authorOf: AuthorOf;
  /** False: nothing is sent. */
  readonly mayPush: boolean;
  readonly signal?: AbortSignal;
}

export interface Synced {
  readonly view: LedgerView;
  /** Events of others that came. */
  readonly received: number;
  /** Own events that others have now. */
  readonly sent: number;
  /** Own events that are only here. */
  readonly unsent: number;
  /** Own events that were signed again, because others were faster. */
  readonly resigned: number;
  /** Own events that are no longer valid. Each has become an alarm, and its commit is kept. */
  readonly dropped: readonly Dropped[];
}

/** What is damaged here, and the remote has, is mended from there. */
export function syncLedger(ledger: Ledger, options: SyncOptions): Promise<Synced | LedgerFailure> {
  const { remote } = options;
  const fetch = async (into: Repository): Promise<{ readonly head: string } | LedgerFailure> => {
    const fetched = await fetchRemote(into, remote, signalOf(options));
    if (isFailure(fetched) || fetched.kind === 'fetched') return fetched;
    return failure('empty', `There is no ledger at ${shownUrl(remote.url)}.`);
  };
  return mending(ledger, { whence: remoteWords(remote), fetch }, () => syncSound(ledger, options));
}

/** Tries again while others push at the same time. */
async function syncSound(ledger: Ledger, options: SyncOptions): Promise<Synced | LedgerFailure> {
  const tally: Tally = { received: 0, resigned: 0, dropped: [] };
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const fetched = await fetchRemote(ledger.repository, options.remote, signalOf(options));
    if (isFailure(fetched)) return fetched;
    if (fetched.kind === 'rewritten')
      return refused({ code: fetched.alarm.kind, message: fetched.alarm.message });
    const taken = await takeIn(ledger, fetched, options, tally);
    if (isFailure(taken)) return taken;
    const done = taken === 'lost-race' ? 'again' : await send(ledger, fetched, options);
    if (isFailure(done)) return done;
    if (done !== 'again') {
      await maintain(ledger.repository); // it is no matter whether that could be done now
      return { ...done, ...tally };
    }
    await sleep(Math.random() * Math.min(50 * 2 ** attempt, 2000));
  }
  return failure('busy', 'Others push to the ledger’s remote faster, again and again. Sync again later.');
}

const MOST_ATTEMPTS = 40;

async function send(
  ledger: Ledger,
  fetched: FetchResult,
  { remote, mayPush, ...options }: SyncOptions,
): Promise<Pick<Synced, 'view' | 'sent' | 'unsent'> | 'again' | LedgerFailure> {
  const view = await ledger.refresh();
  if (isFailure(view)) return view;
  const remoteHead = fetched.kind === 'fetched' ? fetched.head : null;
  const unsent = await countUnsent(ledger, view, remoteHead);
  if (isFailure(unsent)) return unsent;
  if (unsent > 0 && mayPush) {
    const pushed = await pushRemote(
      ledger.repository,
      remote,
      { head: view.commit, remoteHead },
      signalOf(options),
    );
    if (isFailure(pushed)) return pushed;
    if (pushed.kind === 'rejected-behind') return 'again';
  }
  if (unsent === 0 || mayPush) await ledger.keepSynced(view);
  return { view, sent: mayPush ? unsent : 0, unsent: mayPush ? 0 : unsent };
}

async function countUnsent(
  { repository }: Ledger,
  { commit, state }: LedgerView,
  remoteHead: string | null,
): Promise<number | LedgerFailure> {
  if (remoteHead === null) return state.seq + 1;
  const relation = await relate(repository, commit, remoteHead);
  return isFailure(relation) ? relation : relation.ahead;
}

function signalOf({ signal }: Pick<SyncOptions, 'signal'>): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
