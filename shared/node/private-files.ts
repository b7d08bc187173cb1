/** Files that only their owner may read, written whole or not at all. */
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/** Makes the folder and those above it that are missing, for the owner alone. */
export async function makePrivateFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await chmod(folder, 0o700); // not as a loose umask has it
}

/** Replaces a file. Whoever reads it meanwhile sees the old text or the new one, also after a crash. */
export async function writePrivateFile(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
  try {
    await writeNew(temporary, content);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
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
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeNew(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
