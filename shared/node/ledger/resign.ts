/** Puts own events that nobody else has seen on top of those of others: decided again, and signed again by their authors. */
import type { LedgerEvent } from '../../core/ledger/event.ts';
import { gitObjectId } from '../../core/ledger/git-object.ts';
import { nextEvent } from '../../core/ledger/next-event.ts';
import { keysOf } from '../../core/ledger/policy.ts';
import { digestOf } from '../../core/ledger/read-commit.ts';
import type { Refusal } from '../../core/ledger/refusal.ts';
import { createReplayer, refusalOf } from '../../core/ledger/replay.ts';
import { failure, isFailure } from '../git/failure.ts';
import { readAttachment } from './attachments.ts';
import { writeEntry } from './journal.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import type { StoredEvent } from './read-events.ts';
import { type Author, signEvent } from './record.ts';
import type { Reached } from './state-cache.ts';
import { onDisk } from './store-failure.ts';
import { storeObjects } from './store-objects.ts';

/** An event that is no longer valid where others were faster, and why. */
export interface Dropped {
  readonly event: LedgerEvent;
  readonly refusal: Refusal;
}

export interface Resigned {
  /** After the last of them. Its commits are in the repository, and the ledger's head is as before. */
  readonly reached: Reached;
  readonly kept: number;
  readonly dropped: readonly Dropped[];
}

/** Answers who may sign for a principal on this machine, by one of the keys if that is possible. */
export type AuthorOf = (principal: string, keys: readonly string[]) => Promise<Author | undefined>;

/** @param onto where they go on from; it is not changed */
export async function resignOnto(
  ledger: Ledger,
  onto: Reached,
  events: readonly StoredEvent[],
  authorOf: AuthorOf,
): Promise<Resigned | LedgerFailure> {
  const replayer = createReplayer(onto.state);
  const dropped: Dropped[] = [];
  let reached = onto;
  for (const own of events) {
    const author = await authorOf(own.event.principal, keysOf(reached.state.policy, own.event.principal));
    if (!author) return failure('no-identity', nobodyFor(own.event));
    const { kind, data, principal, id, time: now } = own.event;
    const event = nextEvent(reached.state, { kind, data }, { principal, id, now });
    const refusal = refusalOf(reached.state, event, author.signer.publicKey.text);
    if (refusal) {
      dropped.push({ event: own.event, refusal });
      continue;
    }
    const commit = await writeAnew(ledger, author, event, reached.commit, own.commit);
    if (isFailure(commit)) return commit;
    const late = replayer.take({ event, key: author.signer.publicKey.text, digest: commit.digest });
    const state = replayer.state();
    if (late || !state) throw new Error('An event that may follow was refused.');
    reached = { state, commit: commit.id };
  }
  return { reached, kept: events.length - dropped.length, dropped };
}

/** @param source git's id of the commit that has the event's attachments */
async function writeAnew(
  { repository }: Ledger,
  author: Author,
  event: LedgerEvent,
  parent: string,
  source: string,
): Promise<{ readonly id: string; readonly digest: string } | LedgerFailure> {
  const blobs: Uint8Array[] = [];
  for (const name of event.attachments) {
    const bytes = await readAttachment(repository, source, name);
    if (isFailure(bytes)) return bytes;
    blobs.push(bytes);
  }
  const objects = await signEvent(author, event, parent, blobs);
  if (isFailure(objects)) return objects;
  const commit = objects.at(-1);
  if (commit?.type !== 'commit') throw new Error('The last object of an event is its commit.');
  const id = gitObjectId(commit);
  const stored = await onDisk(async () => {
    await writeEntry(repository.places, { seq: event.seq, id }, objects);
    await storeObjects(repository, objects);
    return true;
  });
  return isFailure(stored) ? stored : { id, digest: digestOf(commit.bytes) };
}

function nobodyFor({ principal, seq }: LedgerEvent): string {
  return `Event ${seq} is ${principal}’s and was not sent yet. Others were faster, so it has to be signed again, and there is no identity of ${principal} on this machine. Sync where ${principal} works.`;
}
