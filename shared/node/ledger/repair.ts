/** Writes damaged objects anew from the journal. */
import { failure, isFailure } from '../git/failure.ts';
import { moveAside } from './disk.ts';
import { type JournalEntry, listEntries, readEntry, replayEntry } from './journal.ts';
import { damagedObject, readObject, type StoredObject } from './objects.ts';
import { looseObject } from './places.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

export interface RepairedObject extends StoredObject {
  /** Where the damaged file is kept; undefined: nothing was damaged, or there was no file. */
  readonly damaged?: string;
}

/** The object, intact. To be called under the ledger's lock. A damaged file is moved aside, never deleted. */
export async function repairObject(
  repository: Repository,
  id: string,
): Promise<RepairedObject | StoreFailure> {
  const found = await readObject(repository, id);
  if (!isFailure(found) || found.code !== 'damaged') return found;
  const damaged = await moveAside(looseObject(repository.places, id), repository.places.damaged);
  const kept = damaged !== undefined && { damaged };
  const entries = await listEntries(repository.places);
  const likely = entries.filter(entry => entry.id === id);
  for (const entry of [...likely, ...entries.filter(each => each.id !== id)]) {
    await replayEntry(repository, entry);
    const object = await readObject(repository, id);
    if (!isFailure(object)) return { ...object, ...kept };
  }
  const where = damaged === undefined ? '' : ` What is left of it is kept as ${damaged}.`;
  return failure('damaged', damagedObject(id, 'is missing or damaged').message + where);
}

/** As `repairObject`, for everything that the journal holds. */
export async function repairFromJournal(repository: Repository): Promise<void> {
  for (const entry of await listEntries(repository.places)) {
    const damaged = await damagedIn(repository, entry);
    for (const id of damaged) await moveAside(looseObject(repository.places, id), repository.places.damaged);
    if (damaged.length > 0) await replayEntry(repository, entry);
  }
}

async function damagedIn(repository: Repository, entry: JournalEntry): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const { id } of readEntry(repository.places, entry)) {
    const found = await readObject(repository, id);
    if (isFailure(found) && found.code === 'damaged') damaged.push(id);
  }
  return damaged;
}
