/** Brings a ledger and its remote together: takes what others did, puts own events on top, and sends them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { kindNamed } from '../../core/ledger/kinds.ts';
import { failure, isFailure } from '../git/failure.ts';
import { raiseAlarm } from './alarms.ts';
import { type FetchResult, fetchRemote } from './fetch.ts';
import { rememberRemote } from './known-remotes.ts';
import type { Ledger, LedgerView } from './ledger.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { maintain } from './maintain.ts';
import { mending } from './mend.ts';
import { pushRemote } from './push.ts';
import { eventsBetween, type StoredEvent } from './read-events.ts';
import { readHead } from './read-head.ts';
import { relate } from './relation.ts';
import { type Remote, shownUrl } from './remote-address.ts';
import type { Repository } from './repository.ts';
import { resetTo } from './reset.ts';
import { type AuthorOf, type Dropped, resignOnto } from './resign.ts';
import type { Reached } from './state-cache.ts';
import { onDisk } from './store-failure.ts';
import { verifyIncoming } from './verify-incoming.ts';

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
  const tally = { received: 0, resigned: 0, dropped: [] as Dropped[] };
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

interface Tally {
  received: number;
  resigned: number;
  dropped: Dropped[];
}

type Incoming = Extract<FetchResult, { readonly kind: 'fetched' }>;

/** Makes the ledger one that continues the remote's. */
async function takeIn(
  ledger: Ledger,
  fetched: Incoming | { readonly kind: 'empty' },
  options: SyncOptions,
  tally: Tally,
): Promise<'taken' | 'lost-race' | LedgerFailure> {
  const alarm = await historyAlarm(ledger, fetched);
  if (alarm) return alarm;
  if (fetched.kind === 'empty') return 'taken';
  const theirs = await verifyTheirs(ledger, fetched, options);
  if (isFailure(theirs)) return theirs;
  if (theirs === 'own') return 'taken';
  const { kind, base, ahead } = fetched.relation;
  const own = kind === 'diverged' ? await ownEvents(ledger, fetched, base) : [];
  if (isFailure(own)) return own;
  const resigned = await resignOnto(ledger, theirs, own, options.authorOf);
  if (isFailure(resigned)) return resigned;
  const { reached, kept, dropped } = resigned;
  await ledger.keepSynced(theirs);
  const moved = await resetTo(ledger.repository, {
    to: reached.commit,
    seq: reached.state.seq,
    expectedHead: fetched.ownHead,
    reason: `synced with ${shownUrl(options.remote.url)}`,
  });
  if (isFailure(moved)) return moved;
  if (moved.kind === 'lost-race') return 'lost-race';
  tally.received += ahead || theirs.state.seq + 1;
  tally.resigned += kept;
  tally.dropped.push(...dropped);
  return (await tellDropped(ledger, dropped, fetched.ownHead)) ?? 'taken';
}

/** What the remote has is remembered once it is verified. `own`: it is part of one's own history. */
async function verifyTheirs(
  ledger: Ledger,
  { head, ownHead, relation: { kind, base } }: Incoming,
  { remote }: SyncOptions,
): Promise<Reached | 'own' | LedgerFailure> {
  const own = ownHead === null ? undefined : await ledger.refresh();
  const isOwn = kind === 'same' || kind === 'behind';
  if (isOwn && isFailure(own)) return own; // else what fails of one's own is no reason not to look at theirs
  const theirs = isOwn ? 'own' : await verifyIncoming(ledger, head, base, remoteWords(remote));
  if (isFailure(theirs)) return theirs;
  const remembered = await rememberRemote(ledger.repository, remote, head);
  return isFailure(remembered) ? remembered : theirs;
}

/** A history that is not the remembered one is for a person to settle, and is not sent; unless the remote has all that was. */
async function historyAlarm(
  { repository }: Ledger,
  fetched: Incoming | { readonly kind: 'empty' },
): Promise<LedgerFailure | undefined> {
  const head = await readHead(repository);
  if (isFailure(head)) return head.code === 'damaged' ? undefined : head;
  if (!head?.alarm || (fetched.kind === 'fetched' && fetched.containsRemembered)) return undefined;
  return refused({ code: head.alarm.kind, message: head.alarm.message });
}

async function ownEvents(
  { repository, verify, knownAt }: Ledger,
  { ownHead }: Incoming,
  base: string | null,
): Promise<readonly StoredEvent[] | LedgerFailure> {
  if (ownHead === null || base === null) return [];
  const known = await knownAt(base);
  const events: StoredEvent[] = [];
  const from = { commit: base, seq: known?.state.seq ?? 0 };
  for await (const read of eventsBetween(repository, verify, from, ownHead)) {
    if (isFailure(read)) return read;
    events.push(read);
  }
  return events;
}

/** Whoever made the event is told, now and by an alarm that stays. */
async function tellDropped(
  { repository }: Ledger,
  dropped: readonly Dropped[],
  from: string | null,
): Promise<LedgerFailure | undefined> {
  for (const { event, refusal } of dropped) {
    const what = kindNamed(event.kind)?.summary(event.data) ?? event.kind;
    const message = `${event.principal}’s event of ${event.time} (${what}) is no longer valid, because others were faster. ${refusal.message} It was left out of the ledger; do it again if it is still wanted.`;
    const evidence = { id: event.id, kind: event.kind, code: refusal.code, superseded: from ?? '' };
    const raised = await onDisk(() => raiseAlarm(repository, { kind: 'dropped', message, evidence }));
    if (isFailure(raised)) return raised;
  }
  return undefined;
}

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

function remoteWords({ url, ref }: Remote): string {
  return `the ledger at ${shownUrl(url)} (${ref})`;
}

function signalOf({ signal }: Pick<SyncOptions, 'signal'>): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}
