/** Reads text files, with what tells later whether they have changed. */
import { type FileHandle, open, stat } from 'node:fs/promises';

/** Same stamp, same content, as far as the file system says: size, time of the last change, and which file it is. */
export type Stamp = string;

export interface TextFile {
  /** Undefined when the file is larger than the limit. */
  readonly text: string | undefined;
  readonly stamp: Stamp;
}

/**
 * Reads UTF-8; bytes that are not become U+FFFD.
 * @param limit bytes
 * @returns undefined when there is no such file, or it cannot be read
 */
export async function readTextFile(
  path: string,
  limit = Number.POSITIVE_INFINITY,
): Promise<TextFile | undefined> {
  try {
    const handle = await open(path);
    return await readHandle(handle, limit).finally(() => handle.close());
  } catch {
    return undefined;
  }
}

async function readHandle(handle: FileHandle, limit: number): Promise<TextFile | undefined> {
  const stats = await handle.stat();
  if (!stats.isFile()) return undefined;
  const text = stats.size > limit ? undefined : await handle.readFile('utf8');
  return { text, stamp: stampOf(stats) };
}

/** Undefined when there is no such file. */
export async function readStamp(path: string): Promise<Stamp | undefined> {
  try {
    return stampOf(await stat(path));
  } catch {
    return undefined;
  }
}

function stampOf({ size, mtimeMs, ino }: { size: number; mtimeMs: number; ino: number }): Stamp {
  return `${size}:${mtimeMs}:${ino}`;
}
