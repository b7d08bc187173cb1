/** Appends an event: decided on what holds, signed, written; decided and signed again when somebody else was faster. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeCommit, signedPayload } from '../../core/ledger/commit.ts';
import { encodeEvent, type LedgerEvent } from '../../core/ledger/event.ts';
import { encodeTree, type GitObject, gitObjectId } from '../../core/ledger/git-object.ts';
import { nextEvent, type Wish } from '../../core/ledger/next-event.ts';
import { readCommit, unsignedCommit } from '../../core/ledger/read-commit.ts';
import type { Refusal } from '../../core/ledger/refusal.ts';
import { refusalOf } from '../../core/ledger/replay.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import { failure, isFailure } from '../git/failure.ts';
import type { Signer } from '../keys/signer.ts';
import { appendEvent } from './append.ts';
import { readAttachment } from './attachments.ts';
import type { Ledger, LedgerView } from './ledger.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { sha256 } from './objects.ts';

/** Who signs. */
export interface Author {
  readonly principal: string;
  readonly signer: Signer;
}

/** Who will sign, and what: what a decision may depend on beside the state. */
export interface Intent {
  readonly principal: string;
  /** `type base64`. */
  readonly key: string;
  /** UUID of the event. */
  readonly id: string;
  /** ISO 8601. */
  readonly now: string;
}

export type DecidedWish = Wish | { readonly refusal: Refusal } | LedgerFailure;

/**
 * What is to be recorded in this state, or why it is not. Asked again whenever somebody else was faster.
 * @param commit git's id of the last event's commit: where attachments are searched from
 */
export type Decide = (
  state: LedgerState,
  intent: Intent,
  commit: string,
) => DecidedWish | Promise<DecidedWish>;

export interface Recorded {
  readonly event: LedgerEvent;
  readonly digest: string;
  /** After the event. */
  readonly view: LedgerView;
}

/** When it answers `Recorded`, the event outlives a crash of the machine. */
export async function record(
  ledger: Ledger,
  author: Author,
  decide: Decide,
): Promise<Recorded | LedgerFailure> {
  const id = randomUUID();
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const view = await ledger.refresh();
    if (isFailure(view)) return view;
    const now = ledger.now().toISOString();
    const intent: Intent = { principal: author.principal, key: author.signer.publicKey.text, id, now };
    const wish = await decide(view.state, intent, view.commit);
    if (isFailure(wish)) return wish;
    if ('refusal' in wish) return refused(wish.refusal);
    const recorded = await attemptOnce(ledger, author, view, wish, intent);
    if (recorded !== 'lost-race') return recorded;
    await sleep(Math.random() * Math.min(20 * 2 ** attempt, 500));
  }
  return failure('busy', BUSY);
}

const MOST_ATTEMPTS = 60;
const BUSY = 'Others appended to the ledger faster, again and again. Try again when less is going on.';

async function attemptOnce(
  ledger: Ledger,
  author: Author,
  { state, commit }: LedgerView,
  wish: Wish,
  intent: Intent,
): Promise<Recorded | 'lost-race' | LedgerFailure> {
  const event = nextEvent(state, wish, intent);
  const refusal = refusalOf(state, event, intent.key);
  if (refusal) return refused(refusal);
  const blobs = await blobsOf(ledger, commit, event, wish.attachments ?? []);
  if (isFailure(blobs)) return blobs;
  const objects = await signEvent(author, event, commit, blobs);
  if (isFailure(objects)) return objects;
  const appended = await appendEvent(ledger.repository, { seq: event.seq, objects, expectedHead: commit });
  if (isFailure(appended)) return appended;
  if (appended.kind === 'lost-race') return 'lost-race';
  const digest = `sha256:${appended.head.digest}`;
  const view = await ledger.took({ event, key: intent.key, digest }, appended.head.id);
  return isFailure(view) ? view : { event, digest, view };
}

/** The event's attachments: those that are new, and those that the ledger holds already. */
async function blobsOf(
  { repository }: Ledger,
  head: string,
  { attachments }: LedgerEvent,
  given: readonly Uint8Array[],
): Promise<readonly Uint8Array[] | LedgerFailure> {
  const byName = new Map(given.map(bytes => [sha256(bytes), bytes]));
  const blobs: Uint8Array[] = [];
  for (const name of attachments) {
    const bytes = byName.get(name) ?? (await readAttachment(repository, head, name));
    if (isFailure(bytes)) return bytes;
    blobs.push(bytes);
  }
  return blobs;
}

/** Attachments, tree and commit of an event. The signer has proven its signature; everything else is read as by everybody. */
export async function signEvent(
  author: Author,
  event: LedgerEvent,
  parent: string | null,
  blobs: readonly Uint8Array[],
): Promise<readonly GitObject[] | LedgerFailure> {
  const files = blobs.map((bytes): GitObject => ({ type: 'blob', bytes }));
  const entries = files.map(file => ({ name: sha256(file.bytes), id: gitObjectId(file) }));
  const tree: GitObject = { type: 'tree', bytes: encodeTree(entries) };
  const unsigned = unsignedCommit(event, encodeEvent(event), gitObjectId(tree), parent);
  const signed = await author.signer.sign(signedPayload(unsigned));
  if (!signed.ok) return refused(signed);
  const bytes = encodeCommit({ ...unsigned, signature: signed.value });
  const read = readCommit(bytes, () => ({ ok: true, key: author.signer.publicKey.text }));
  if ('refusal' in read) throw new Error(`An event that was just made is refused: ${read.refusal.message}`);
  return [...files, tree, { type: 'commit', bytes }];
}
