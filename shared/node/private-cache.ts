/**
 * Entries that are run as code when they are read again. So they are only read from a folder and files that nobody but
 * their owner can have written, and whole. Where that is not so, or nothing can be written, there are no entries: it fails
 * never. Windows has no such owners and modes: there the place itself, in the person's own AppData, has to do.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writevSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Environment } from './environment.ts';
import { userFolders } from './user-folders.ts';

export interface PrivateCache {
  /** What was written under the name, by whatever process. */
  read(name: string): Buffer | undefined;
  /** Whoever reads meanwhile gets the old entry or the new one. The entries that were not read for longest make room. */
  write(name: string, content: () => Buffer): void;
}

/** Of code. Undefined when `SECURE_CONFIG_CACHE` is `off`. */
export function codeCacheOf(environment: Environment): PrivateCache | undefined {
  if (environment.variables.SECURE_CONFIG_CACHE === 'off') return undefined;
  return openPrivateCache(path.join(userFolders(environment).cache, 'code'));
}

export const LIMITS = { entries: 200, bytes: 64 * 1024 * 1024 };

/** @param folder absolute; made when something is written */
export function openPrivateCache(folder: string, limits = LIMITS): PrivateCache {
  return {
    read: name => attempt(() => (isPrivate(lstatSync(folder)) ? readEntry(folder, name) : undefined)),
    write: (name, content) =>
      attempt(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (!isPrivate(lstatSync(folder))) return;
        writeEntry(folder, name, content());
        makeRoom(folder, limits);
      }),
  };
}

function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function isPrivate(stats: Stats): boolean {
  if (process.getuid === undefined) return !stats.isSymbolicLink();
  return (
    (stats.isDirectory() || stats.isFile()) && stats.uid === process.getuid() && (stats.mode & 0o077) === 0
  );
}

const DIGEST_BYTES = 32;
/** Windows knows neither. A pipe would keep whoever opens it waiting. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** Milliseconds. The time of an entry tells when it was read, within a day: that is enough to know what to leave out. */
const DAY = 86_400_000;

function readEntry(folder: string, name: string): Buffer | undefined {
  const descriptor = openSync(path.join(folder, name), READ);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || !isPrivate(stats) || stats.size > LIMITS.bytes) return undefined;
    const entry = readFileSync(descriptor);
    const content = entry.subarray(DIGEST_BYTES);
    if (!entry.subarray(0, DIGEST_BYTES).equals(digestOf(name, content))) return undefined;
    const now = Date.now();
    if (now - stats.mtimeMs > DAY) attempt(() => futimesSync(descriptor, now / 1000, now / 1000));
    return content;
  } finally {
    closeSync(descriptor);
  }
}

function digestOf(name: string, content: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(content).digest();
}

function writeEntry(folder: string, name: string, content: Buffer): void {
  const temporary = path.join(folder, `${TEMPORARY}${randomUUID()}`);
  try {
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      writevSync(descriptor, [digestOf(name, content), content]);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path.join(folder, name));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** What a process that was killed has left begins with it. */
const TEMPORARY = '.new-';

function makeRoom(folder: string, limits: typeof LIMITS): void {
  const found = readdirSync(folder).flatMap(name => {
    const file = path.join(folder, name);
    const stats = attempt(() => lstatSync(file));
    return stats ? [{ file, size: stats.size, time: stats.mtimeMs, isNew: name.startsWith(TEMPORARY) }] : [];
  });
  for (const { file, time, isNew } of found)
    if (isNew && Date.now() - time > DAY) rmSync(file, { force: true });
  let [count, bytes] = [0, 0];
  for (const { file, size } of found.filter(({ isNew }) => !isNew).sort((a, b) => b.time - a.time)) {
    count++;
    bytes += size;
    if (count > limits.entries || bytes > limits.bytes) rmSync(file, { force: true });
  }
}
