/** Writes damaged objects anew from the journal. */
import { failure, isFailure } from '../git/failure.ts';
import { moveAside } from './disk.ts';
import { listEntries, readEntry, replayEntry } from './journal.ts';
import { damagedObject, readObject, readObjects, type StoredObject } from './objects.ts';
import { looseObject } from './places.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';
import { looseProblem } from './verify-store.ts';

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

/** As `repairObject`, for everything that the journal holds. Says which objects were damaged. */
export async function repairFromJournal(repository: Repository): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await listEntries(repository.places)) {
    const damaged = await damagedAmong(
      repository,
      readEntry(repository.places, entry).map(({ id }) => id),
    );
    for (const id of damaged) await moveAside(looseObject(repository.places, id), repository.places.damaged);
    if (damaged.length > 0) await replayEntry(repository, entry);
    found.push(...damaged);
  }
  return found;
}

/** Those that cannot be read, are gone, or whose own file is not what it was to the last bit. */
export async function damagedAmong(
  repository: Repository,
  ids: readonly string[],
): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (let next = 0; next < ids.length; ) {
    for await (const object of readObjects(repository, ids.slice(next))) {
      const id = ids[next++] ?? '';
      const isUnread = isFailure(object) && object.code === 'damaged';
      if (isUnread || (await looseProblem(looseObject(repository.places, id), id))) damaged.push(id);
    }
  }
  return damaged;
}
