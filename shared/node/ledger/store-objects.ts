/** Writes objects durably without moving the ledger's head: nobody sees them before a ref leads to them. */
import { type GitObject, gitObjectId } from '../../core/ledger/git-object.ts';
import { publishLooseObjects, stageLooseObject } from '../git/loose-object.ts';
import { syncFolder } from '../private-files.ts';
import { looseObject } from './places.ts';
import type { Repository } from './repository.ts';

export async function storeObjects({ places }: Repository, objects: readonly GitObject[]): Promise<void> {
  const staging = objects.map(object => stageLooseObject(looseObject(places, gitObjectId(object)), object));
  const staged = (await Promise.all(staging)).filter(each => each !== undefined);
  const folders = await publishLooseObjects(staged);
  await Promise.all(folders.map(syncFolder));
}
