/** Tells without reading a file whether it has changed since it was read. */
import { stat } from 'node:fs/promises';

/** Same stamp, same content, as far as the file system says: size, time of the last change, and which file it is. */
export type Stamp = string;

/** Undefined when there is no such file, or it cannot be looked at. */
export async function readStamp(absolutePath: string): Promise<Stamp | undefined> {
  try {
    const { size, mtimeMs, ino } = await stat(absolutePath);
    return `${size}:${mtimeMs}:${ino}`;
  } catch {
    return undefined;
  }
}
