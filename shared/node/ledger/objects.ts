/** Reads objects of a ledger and computes each one's id anew, so that a damaged or swapped object is never taken for a good one. */
import { createHash } from 'node:crypto';
import { commitLinks, type GitObject, parseTree } from '../../core/ledger/git-object.ts';
import { failure, isFailure } from '../git/failure.ts';
import { objectIdOf } from '../git/object-id.ts';
import type { Answer } from '../git/object-stream.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

export interface StoredObject extends GitObject {
  readonly id: string;
}

/** The objects in the order of their ids. A failure is the last that comes. */
export async function* readObjects(
  { objects }: Repository,
  ids: Iterable<string>,
): AsyncGenerator<StoredObject | StoreFailure> {
  for await (const { name, answer } of objects.readMany(ids)) {
    const object = checked(name, answer);
    yield object;
    if (isFailure(object)) return;
  }
}

export async function readObject({ objects }: Repository, id: string): Promise<StoredObject | StoreFailure> {
  return checked(id, await objects.read(id));
}

/** The attachments of a raw commit by their sha256, each computed anew. */
export async function readAttachments(
  repository: Repository,
  commit: Uint8Array,
): Promise<ReadonlyMap<string, Uint8Array> | StoreFailure> {
  const treeId = commitLinks(commit)?.tree;
  if (treeId === undefined) return failure('damaged', 'A commit of the ledger does not name its tree.');
  const tree = await readObject(repository, treeId);
  if (isFailure(tree)) return tree;
  const entries = tree.type === 'tree' ? parseTree(tree.bytes) : undefined;
  if (!entries) return damagedObject(treeId, 'is no tree of attachments');
  const found = new Map<string, Uint8Array>();
  let next = 0;
  for await (const blob of readObjects(
    repository,
    entries.map(entry => entry.id),
  )) {
    if (isFailure(blob)) return blob;
    const name = entries[next++]?.name ?? '';
    if (blob.type !== 'blob' || sha256(blob.bytes) !== name)
      return damagedObject(blob.id, 'is not what its name says');
    found.set(name, blob.bytes);
  }
  return found;
}

/** A commit with its tree and attachments: what an append of it would be. */
export async function withAttachments(
  repository: Repository,
  commit: StoredObject,
): Promise<readonly StoredObject[] | StoreFailure> {
  const attachments = await readAttachments(repository, commit.bytes);
  if (isFailure(attachments)) return attachments;
  const tree = await readObject(repository, commitLinks(commit.bytes)?.tree ?? '');
  if (isFailure(tree)) return tree;
  const blobs = [...attachments.values()].map(bytes => ({ type: 'blob', bytes }) as const);
  return [...blobs.map(blob => ({ ...blob, id: objectIdOf(blob) })), tree, commit];
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function damagedObject(id: string, how: string): StoreFailure {
  return failure(
    'damaged',
    `Object ${id} of the ledger ${how}. Sync the ledger from its remote or restore a backup; nothing is overwritten by that.`,
  );
}

function checked(id: string, answer: Answer | StoreFailure): StoredObject | StoreFailure {
  if (answer === undefined) return damagedObject(id, 'is missing or cannot be read');
  if (isFailure(answer)) return answer;
  if (objectIdOf(answer) !== id) return damagedObject(id, 'has other content than its id says');
  return { id, type: answer.type, bytes: answer.bytes };
}
