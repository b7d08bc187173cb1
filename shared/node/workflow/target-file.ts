/** Looks at a file before it is replaced: where it really is, and whether it may be. */
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from './service.ts';

export interface TargetFile {
  /** Absolute, links resolved: a link stays a link, and what it points to is written. */
  readonly path: string;
  /** SHA-256; null where there is no file. */
  readonly before: string | null;
  readonly mode: number;
}

/** @param relative within `root`; what its links lead to must be there as well. @throws the system's error */
export async function targetFile(root: string, relative: string): Promise<TargetFile | Failure> {
  const file = await resolved(path.join(root, relative));
  if (!isWithin(await realpath(root), file)) return refused(relative, OUTSIDE);
  const found = await stat(file).catch(missing);
  if (found === undefined) return { path: file, before: null, mode: PRIVATE };
  if (!found.isFile()) return refused(relative, 'is no file. Take away what is in its place.');
  if ((found.mode & WRITABLE) === 0) return refused(relative, READ_ONLY);
  return { path: file, before: await digestOfFile(file), mode: found.mode & 0o777 };
}

/** New files are for their owner only: they may hold secrets. */
const PRIVATE = 0o600;
const WRITABLE = 0o222;
const OUTSIDE =
  'leads out of the folder of secure-config.yaml by a link. Put the file itself into the folder.';
const READ_ONLY = 'is read-only, so somebody wants it to stay as it is. Make it writable.';

export async function digestOfFile(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch(missing);
  return bytes === undefined ? null : createHash('sha256').update(bytes).digest('hex');
}

/** Also of a file that is not there: by the nearest folder that is. */
async function resolved(file: string): Promise<string> {
  const real = await realpath(file).catch(missing);
  return real ?? path.join(await resolved(path.dirname(file)), path.basename(file));
}

function isWithin(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}

function refused(relative: string, why: string): Failure {
  return { code: 'not-writable', message: `Nothing was applied: ${relative} ${why}` };
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
