/** Looks at and moves small files of a ledger that may not be there; small ones are read faster than another thread is asked. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../private-files.ts';

/** Moves a damaged file out of the way, and keeps it. Returns where it is now; undefined: there was none. */
export async function moveAside(file: string, folder: string): Promise<string | undefined> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = path.join(
    folder,
    `${path.basename(path.dirname(file))}-${path.basename(file)}-${randomUUID()}`,
  );
  if (!(await exists(() => rename(file, target)))) return undefined;
  await Promise.all([syncFolder(folder), syncFolder(path.dirname(file))]);
  return target;
}

/** Undefined: no such file. */
export async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** What a folder holds; nothing when it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

async function exists(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
