/** Moves the ledger's head to another commit on a person's or the sync's word, and keeps the one it leaves. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { isFailure } from '../git/failure.ts';
import type { RefUpdate } from '../git/ref-updater.ts';
import { writePrivateFile } from '../private-files.ts';
import { moveAside } from './disk.ts';
import { pruneJournal, writeEntry } from './journal.ts';
import { withLock } from './lock.ts';
import { readObject, type StoredObject, sha256, withAttachments } from './objects.ts';
import { LEDGER_REF, SUPERSEDED_REFS } from './places.ts';
import { type RawHead, readRawHead } from './raw-head.ts';
import { updateRefs } from './refs.ts';
import { relate } from './relation.ts';
import { readRememberedHead, writeRememberedHead } from './remembered-head.ts';
import type { Repository } from './repository.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

export interface ResetRequest {
  /** The commit, in the repository already, that its caller has verified. */
  readonly to: string;
  /** Of its event. */
  readonly seq: number;
  /** What the head is now; null: there is none, or none that can be read. */
  readonly expectedHead: string | null;
  /** Why, for whoever reads the files later: no secrets. */
  readonly reason: string;
}

export type ResetResult =
  | { readonly kind: 'reset'; readonly head: RawHead }
  /** The head is another by now. Nothing was changed. */
  | { readonly kind: 'lost-race'; readonly head: RawHead | null }
  | StoreFailure;

/**
 * Also how a sync moves on, and how an alarm about the history is settled: the remembered head becomes this one. A head, and
 * a remembered head, that is no part of the new history stays under `refs/superseded/`.
 */
export function resetTo(repository: Repository, request: ResetRequest): Promise<ResetResult> {
  return onDisk(() => withLock(repository.places.lock, () => resetLocked(repository, request)));
}

async function resetLocked(repository: Repository, request: ResetRequest): Promise<ResetResult> {
  const target = await readObject(repository, request.to);
  if (isFailure(target)) return target;
  const objects = await withAttachments(repository, target);
  if (isFailure(objects)) return objects;
  const head = await readRawHead(repository);
  if (isFailure(head)) return head;
  const current = head === 'broken' ? null : head;
  if ((current?.id ?? null) !== request.expectedHead) return { kind: 'lost-race', head: current };
  if (head === 'broken')
    await moveAside(`${repository.places.repository}/${LEDGER_REF}`, repository.places.damaged);
  const left = await leftBehind(repository, current?.id, request.to);
  const updates = [{ ref: LEDGER_REF, to: request.to, from: request.expectedHead }, ...left];
  await writeReason(repository, request, left);
  await writeEntry(repository.places, { seq: request.seq, id: request.to }, objects);
  const trouble = await updateRefs(
    repository,
    updates.filter(each => each.to !== each.from),
  );
  return trouble ?? remember(repository, target, request.seq);
}

async function remember(
  { places }: Repository,
  { id, bytes }: StoredObject,
  seq: number,
): Promise<ResetResult> {
  const head = { id, bytes, digest: sha256(bytes) };
  await writeRememberedHead(places, { seq, id, digest: head.digest });
  await pruneJournal(places);
  return { kind: 'reset', head };
}

/** The refs that keep what the new history does not contain. */
async function leftBehind(
  repository: Repository,
  head: string | undefined,
  to: string,
): Promise<readonly RefUpdate[]> {
  const remembered = await readRememberedHead(repository.places);
  const old = new Set([head, remembered === 'damaged' ? undefined : remembered?.id]);
  const updates: RefUpdate[] = [];
  for (const id of old) {
    if (id === undefined || isFailure(await readObject(repository, id))) continue;
    const relation = await relate(repository, to, id);
    if (!isFailure(relation) && (relation.kind === 'same' || relation.kind === 'ahead')) continue;
    const ref = SUPERSEDED_REFS + id;
    const isKept = (await repository.objects.read(ref)) !== undefined;
    updates.push({ ref, to: id, from: isKept ? id : null });
  }
  return updates;
}

/** One file for each head that was left. */
async function writeReason(
  { places, now }: Repository,
  { to, reason }: ResetRequest,
  left: readonly RefUpdate[],
): Promise<void> {
  const folder = path.join(places.folder, 'superseded');
  if (left.length > 0) await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const { to: from } of left) {
    const content = { formatVersion: 1, time: now(), from, to, reason };
    await writePrivateFile(path.join(folder, `${from}.json`), `${JSON.stringify(content, undefined, 2)}\n`);
  }
}
