/** Files that only their owner may read, written whole or not at all. */
import { randomUUID } from 'node:crypto';
import { closeSync, fsync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

/** Makes the folder and those above it that are missing, for the owner alone. */
export async function makePrivateFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await chmod(folder, 0o700); // not as a loose umask has it
}

/**
 * Replaces a file. Whoever reads it meanwhile sees the old text or the new one, also after a crash. Only the syncs, which
 * wait for the disk, leave this thread: every other call takes less time than going to another thread and back.
 */
export async function writePrivateFile(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
  try {
    await writeNew(temporary, content);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** Others than the owner may read or change the file. Windows has other means, so nothing is said there. */
export async function isOpenToOthers(file: string): Promise<boolean> {
  const { mode, uid } = await stat(file);
  return process.getuid !== undefined && uid === process.getuid() && (mode & 0o077) !== 0;
}

/** Makes the names in a folder last. Windows neither can nor must. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    await syncFile(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes what was written to an open file last. */
export const syncFile: (descriptor: number) => Promise<void> = promisify(fsync);

async function writeNew(file: string, content: string | Uint8Array): Promise<void> {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, content);
    await syncFile(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
