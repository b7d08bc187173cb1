/** Where new texts wait beside the files that they are for: places that no tool takes for files of the project. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';

/**
 * For a text that is to be `file`: under the file's own name, in a folder whose name begins with it, so that what leaves
 * the file out leaves it out as well.
 */
export function waitingPlace(file: string): string {
  const name = path.basename(file);
  return path.join(path.dirname(file), `${name}.secure-config-${randomUUID()}.staged`, name);
}

/** Whether the path leads to such a folder, or into one. */
export function isWaiting(file: string): boolean {
  return file.split(/[/\\]/).some(part => FOLDER.test(part));
}

const FOLDER = /\.secure-config-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.staged$/;
