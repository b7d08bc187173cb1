/** Looks at a file before it is replaced: where it really is, and whether it may be. */
import { createHash } from 'node:crypto';
import { lstat, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isProtectedPath } from '../../core/ledger/protected-path.ts';
import type { Failure } from './service.ts';

export interface TargetFile {
  /** Absolute, as the file system itself calls it. */
  readonly path: string;
  /** SHA-256; null where there is no file. */
  readonly before: string | null;
  readonly mode: number;
}

/**
 * @param relative within `root`, and the file's only name there: who may change it may not change the file that a link, or
 * other letters where a file system does not tell them apart, would lead to. @throws the system's error
 */
export async function targetFile(root: string, relative: string): Promise<TargetFile | Failure> {
  if (isProtectedPath(relative)) return refused(relative, PROTECTED);
  const base = await realpath(root);
  const file = await resolved(path.join(base, relative));
  if (file === undefined || !isSameName(path.relative(base, file), relative)) return refused(relative, OTHER);
  const found = await stat(file).catch(missing);
  if (found === undefined) return { path: file, before: null, mode: PRIVATE };
  if (!found.isFile()) return refused(relative, 'is no file. Take away what is in its place.');
  if ((found.mode & WRITABLE) === 0) return refused(relative, READ_ONLY);
  return { path: file, before: await digestOfFile(file), mode: found.mode & 0o777 };
}

/** New files are for their owner only: they may hold secrets. */
const PRIVATE = 0o600;
const WRITABLE = 0o222;
const PROTECTED = 'is a file of git or of Secure Config itself. Take it out of the request.';
const OTHER =
  'leads to another file: it is a link, lies in a folder that is one, or is that file’s name in other letters. Put the file itself there.';
const READ_ONLY = 'is read-only, so somebody wants it to stay as it is. Make it writable.';

export async function digestOfFile(file: string): Promise<string | null> {
  const bytes = await readFile(file).catch(missing);
  return bytes === undefined ? null : createHash('sha256').update(bytes).digest('hex');
}

/** Also of a file that is not there: by the nearest folder that is. Undefined: by a link that leads nowhere. */
async function resolved(file: string): Promise<string | undefined> {
  const real = await realpath(file).catch(missing);
  if (real !== undefined) return real;
  if ((await lstat(file).catch(missing)) !== undefined) return undefined;
  const folder = await resolved(path.dirname(file));
  return folder && path.join(folder, path.basename(file));
}

/** Systems compose letters in two ways. */
function isSameName(found: string, asked: string): boolean {
  return found.split(path.sep).join('/').normalize() === asked.normalize();
}

function refused(relative: string, why: string): Failure {
  return { code: 'not-writable', message: `Nothing was applied: ${relative} ${why}` };
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
