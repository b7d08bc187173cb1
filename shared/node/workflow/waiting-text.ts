/** Texts that wait for an event beside the files that they are for, secrets and all. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder, writePrivateFile } from '../private-files.ts';
import { isWaiting } from '../waiting-place.ts';

/** For the owner alone, and durable. Git ignores it, whatever the project's own rules are. */
export async function writeWaiting(place: string, text: string): Promise<void> {
  const folder = path.dirname(place);
  await mkdir(path.dirname(folder), { recursive: true });
  await mkdir(folder, { mode: 0o700 });
  await writePrivateFile(path.join(folder, '.gitignore'), '*\n');
  await writePrivateFile(place, text);
  await syncFolder(path.dirname(folder));
}

/** Takes away what is left of it. */
export async function clearWaiting(place: string): Promise<void> {
  const folder = path.dirname(place);
  if (isWaiting(path.basename(folder))) await rm(folder, { recursive: true, force: true });
}
