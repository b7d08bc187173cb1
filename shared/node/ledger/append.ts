/** Appends one event durably: journal, objects, ref by compare-and-swap, read back, remember, and only then say so. */
import { commitLinks, type GitObject, parseTree } from '../../core/ledger/git-object.ts';
import { failure, isFailure } from '../git/failure.ts';
import { closeStaged, publishLooseObjects } from '../git/loose-object.ts';
import { objectIdOf } from '../git/object-id.ts';
import { syncFolder } from '../private-files.ts';
import { dropEntry, type JournalEntry, pruneJournal, writeEntry } from './journal.ts';
import { withLock } from './lock.ts';
import { damagedObject, readObject, type StoredObject, sha256 } from './objects.ts';
import { LEDGER_REF } from './places.ts';
import { type RawHead, readRawHead } from './raw-head.ts';
import { type Head, readHeadLocked } from './read-head.ts';
import { updateRefs } from './refs.ts';
import { relate } from './relation.ts';
import { writeRememberedHead } from './remembered-head.ts';
import { repairObject } from './repair.ts';
import type { Repository } from './repository.ts';
import { stageObjects } from './stage.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

export interface AppendRequest {
  /** Of the event. */
  readonly seq: number;
  /** One commit, its tree and its attachments; the empty tree may be left out. */
  readonly objects: readonly GitObject[];
  /** The commit's parent; null: the first event. */
  readonly expectedHead: string | null;
}

export type AppendResult =
  | { readonly kind: 'appended'; readonly head: RawHead }
  /** Somebody else was faster: replay, decide again, sign again. Nothing was written. */
  | { readonly kind: 'lost-race'; readonly head: Head | null }
  | StoreFailure;

/** When it says `appended`, the event outlives a crash of the machine. Two processes of git at most. */
export async function appendEvent(repository: Repository, request: AppendRequest): Promise<AppendResult> {
  const planned = plan(request);
  repository.objects.warm();
  repository.refs.warm();
  return onDisk(() => withLock(repository.places.lock, () => appendLocked(repository, planned)));
}

interface Planned {
  readonly objects: readonly StoredObject[];
  readonly entry: JournalEntry;
  readonly expectedHead: string | null;
}

/** Objects that do not belong together are a mistake of the caller's. */
function plan({ seq, objects, expectedHead }: AppendRequest): Planned {
  const named = objects.map(object => ({ ...object, id: objectIdOf(object) }));
  const [commit, another] = named.filter(object => object.type === 'commit');
  const links = commit && commitLinks(commit.bytes);
  if (!commit || another || links?.parent !== expectedHead)
    throw new Error('An append is one commit on its expected head.');
  const tree = named.find(object => object.id === links.tree);
  const entries = links.tree === EMPTY_TREE ? [] : tree && parseTree(tree.bytes);
  const blobs = new Map(
    named.filter(({ type }) => type === 'blob').map(blob => [blob.id, sha256(blob.bytes)]),
  );
  if (!entries?.every(({ id, name }) => blobs.get(id) === name))
    throw new Error("An append's tree names its attachments.");
  return { objects: named, entry: { seq, id: commit.id }, expectedHead };
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

async function appendLocked(repository: Repository, planned: Planned): Promise<AppendResult> {
  const head = await readHeadLocked(repository);
  if (isFailure(head)) return head;
  if (head?.alarm) return failure('alarmed', head.alarm.message);
  if ((head?.id ?? null) !== planned.expectedHead) return { kind: 'lost-race', head };
  const trouble = await writeObjectsAndRef(repository, planned);
  const written = await readBack(repository, planned);
  if ('kind' in written) return notWritten(repository, planned, trouble ?? written);
  await writeRememberedHead(repository.places, { ...planned.entry, digest: written.digest });
  await pruneJournal(repository.places);
  return { kind: 'appended', head: written };
}

/** The objects are written before the journal is synced, so that one sync does the work of many; nobody sees them before. */
async function writeObjectsAndRef(
  repository: Repository,
  { objects, entry, expectedHead }: Planned,
): Promise<StoreFailure | undefined> {
  const { places } = repository;
  const staged = stageObjects(places, objects);
  await writeEntry(places, entry, objects).catch(error => {
    closeStaged(staged);
    throw error;
  });
  const folders = await publishLooseObjects(staged);
  const [trouble] = await Promise.all([checkWritten(repository, objects), ...folders.map(syncFolder)]);
  return trouble ?? updateRefs(repository, [{ ref: LEDGER_REF, to: entry.id, from: expectedHead }]);
}

/** A file that was there before is kept, even a damaged one: it is moved aside here, and written from the journal. */
async function checkWritten(
  repository: Repository,
  objects: readonly StoredObject[],
): Promise<StoreFailure | undefined> {
  const ids = objects.map(object => object.id);
  const read = await Promise.all(ids.map(id => readObject(repository, id)));
  for (const id of ids.filter((_, index) => isFailure(read[index]))) {
    const repaired = await repairObject(repository, id);
    if (isFailure(repaired)) return repaired;
  }
  return undefined;
}

/** The head as everybody reads it from now on. When somebody has gone on from it already, the event is there all the same. */
async function readBack(
  repository: Repository,
  { objects, entry }: Planned,
): Promise<RawHead | StoreFailure> {
  const head = await readRawHead(repository);
  if (isFailure(head)) return head;
  if (head === null || head === 'broken') return damagedObject(entry.id, 'could not be read back');
  if (head.id === entry.id) return head;
  const relation = await relate(repository, head.id, entry.id);
  const bytes = objects.find(({ id }) => id === entry.id)?.bytes;
  if (isFailure(relation) || relation.kind !== 'ahead' || !bytes)
    return damagedObject(entry.id, 'did not become the head');
  return { id: entry.id, bytes, digest: sha256(bytes) };
}

/** Whoever does not hold the lock may have moved the ref all the same. */
async function notWritten(
  repository: Repository,
  { entry, expectedHead }: Planned,
  why: StoreFailure,
): Promise<AppendResult> {
  const head = await readHeadLocked(repository);
  if (isFailure(head) || (head?.id ?? null) === expectedHead || head?.id === entry.id) return why;
  await dropEntry(repository.places, entry);
  return { kind: 'lost-race', head };
}
