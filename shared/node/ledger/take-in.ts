/** Makes a ledger one that continues the remote's: what came is verified, and own events are put on top of it. */
import { kindNamed } from '../../core/ledger/kinds.ts';
import { isFailure } from '../git/failure.ts';
import { raiseAlarm } from './alarms.ts';
import type { FetchResult } from './fetch.ts';
import { rememberRemote } from './known-remotes.ts';
import type { Ledger } from './ledger.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { eventsBetween, type StoredEvent } from './read-events.ts';
import { readHead } from './read-head.ts';
import { type Remote, shownUrl } from './remote-address.ts';
import { resetTo } from './reset.ts';
import { type AuthorOf, type Dropped, resignOnto } from './resign.ts';
import type { Reached } from './state-cache.ts';
import { onDisk } from './store-failure.ts';
import { verifyIncoming } from './verify-incoming.ts';

/** What all tries of a sync have come to so far. */
export interface Tally {
  received: number;
  resigned: number;
  dropped: Dropped[];
}

type Incoming = Extract<FetchResult, { readonly kind: 'fetched' }>;

interface TakeIn {
  readonly remote: Remote;
  readonly authorOf: AuthorOf;
}

/** `tally` is added to. */
export async function takeIn(
  ledger: Ledger,
  fetched: Incoming | { readonly kind: 'empty' },
  options: TakeIn,
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
  { remote }: TakeIn,
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

/** For messages. */
export function remoteWords({ url, ref }: Remote): string {
  return `the ledger at ${shownUrl(url)} (${ref})`;
}
