/** Writes objects where git will look for them, without anybody seeing them before they are synced. */
import { closeStaged, type StagedObject, stageLooseObject } from '../git/loose-object.ts';
import type { StoredObject } from './objects.ts';
import { looseObject, type Places } from './places.ts';

/** Those that have no file yet; to be published, or closed. */
export function stageObjects(places: Places, objects: readonly StoredObject[]): readonly StagedObject[] {
  const staged: StagedObject[] = [];
  try {
    for (const object of objects) {
      const one = stageLooseObject(looseObject(places, object.id), object);
      if (one) staged.push(one);
    }
    return staged;
  } catch (error) {
    closeStaged(staged);
    throw error;
  }
}
