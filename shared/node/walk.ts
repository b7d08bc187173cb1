/** Finds every configuration file of some folders, without entering those that hold other people's files. */
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { formatOf } from '../core/document/format.ts';
import { type Boundaries, isWithin } from './boundary.ts';
import { type Ignores, ignoresAround, withIgnoreFile } from './ignores.ts';
import { MANIFEST_NAME } from './project-loader.ts';
import type { LocatedProject, ProjectStore } from './project-store.ts';
import { relativePath } from './relative-path.ts';
import { isWaiting } from './waiting-place.ts';

export interface WalkOptions {
  /** Absolute files and folders. A file that is named is always given, whatever it is. */
  readonly paths?: readonly string[];
  /** Ends the walk early, without an error. */
  readonly signal?: AbortSignal;
  /** What was left out because it could not be read, as a sentence. */
  readonly onSkip?: (absolutePath: string, reason: string) => void;
}

export interface WalkContext {
  readonly boundaries: Boundaries;
  readonly store: ProjectStore;
}

/** Folders that are read at the same time. What comes of them is looked at in one go, which must not take long. */
const CONCURRENT = 8;

/** Folders of dependencies, of version control and of what is built. */
export const NEVER_ENTERED = new Set([
  '.git',
  '.hg',
  '.svn',
  '.jj',
  'node_modules',
  'bower_components',
  'jspm_packages',
  'vendor',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.gradle',
  '.terraform',
  '.yarn',
  '.pnpm-store',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.cache',
  'target',
  'dist',
]);

interface Folder {
  readonly path: string;
  readonly ignores: Ignores;
  readonly located: LocatedProject | undefined;
  /** Whether it is ignored, and entered only because a manifest names it: others in it are not. */
  readonly isForeign: boolean;
  /** What symbolic links must not lead out of. */
  readonly boundary: string;
}

/**
 * Files that a manifest's patterns match, and dotenv files, each once, folder by folder and by name. An ignored file is
 * given all the same: `.env` files usually are ignored. Ignored folders are not entered unless a manifest's pattern names
 * them, nor are symbolic links to folders.
 */
export async function* walk(options: WalkOptions, context: WalkContext): AsyncIterable<string> {
  const given = new Set<string>();
  const isNew = (file: string): boolean => !given.has(file) && given.add(file) !== undefined;
  let folders: Folder[] = [];
  for (const named of options.paths ?? []) {
    const kind = await kindOf(named);
    if (kind === 'folder') folders.push(await startAt(named, context));
    else if (isNew(named)) yield named;
  }
  const entered = new Set(folders.map(folder => folder.path));
  while (folders.length > 0 && !options.signal?.aborted) {
    const batch = folders.slice(0, CONCURRENT);
    const results = await Promise.all(batch.map(folder => readFolder(folder, options, context)));
    for (const { files } of results) for (const file of files) if (isNew(file)) yield file;
    const below = results.flatMap(result => result.folders).filter(({ path: at }) => !entered.has(at));
    for (const { path: at } of below) entered.add(at);
    folders = [...folders.slice(CONCURRENT), ...below];
  }
}

async function startAt(folder: string, { boundaries, store }: WalkContext): Promise<Folder> {
  const { search, contains } = await boundaries.of(folder);
  const boundary = contains ? search : folder;
  const [ignores, located] = await Promise.all([ignoresAround(folder, boundary), store.nearestTo(folder)]);
  return { path: folder, ignores, located, isForeign: false, boundary };
}

async function readFolder(
  folder: Folder,
  { onSkip }: WalkOptions,
  { store }: WalkContext,
): Promise<{ readonly files: readonly string[]; readonly folders: readonly Folder[] }> {
  const entries = await readEntries(folder.path, onSkip);
  const names = new Set(entries.map(entry => entry.name));
  const ignores = names.has('.gitignore')
    ? await withIgnoreFile(folder.ignores, folder.path)
    : folder.ignores;
  const located = names.has(MANIFEST_NAME) ? await store.nearestTo(folder.path) : folder.located;
  const files: string[] = [];
  const folders: Folder[] = [];
  const prefix = path.join(folder.path, path.sep);
  for (const entry of entries) {
    const absolute = prefix + entry.name;
    if (entry.isDirectory()) {
      if (isWaiting(entry.name)) continue;
      const isForeign = folder.isForeign || NEVER_ENTERED.has(entry.name) || ignores.isIgnored(absolute);
      const below = { path: absolute, ignores, located, isForeign, boundary: folder.boundary };
      if (!isForeign || isNamed(absolute, located)) folders.push(below);
    } else if (
      isConfiguration(absolute, located) &&
      (await isReadable(entry, absolute, folder.boundary, onSkip))
    ) {
      files.push(absolute);
    }
  }
  return { files, folders };
}

function isConfiguration(absolutePath: string, located: LocatedProject | undefined): boolean {
  if (located?.sources.has(absolutePath)) return false;
  if (formatOf(absolutePath) === 'dotenv') return true;
  if (!located) return false;
  return located.matcher.match(relativePath(located.folder, absolutePath)) !== undefined;
}

function isNamed(absolutePath: string, located: LocatedProject | undefined): boolean {
  if (!located) return false;
  return located.matcher.names(relativePath(located.folder, absolutePath));
}

/** Symbolic links to files count when the file is inside. */
async function isReadable(
  entry: Dirent,
  absolutePath: string,
  boundary: string,
  onSkip: WalkOptions['onSkip'],
): Promise<boolean> {
  if (entry.isFile()) return true;
  if (!entry.isSymbolicLink() || (await kindOf(absolutePath)) !== 'file') return false;
  const [real, limit] = await Promise.all([realpath(absolutePath), realpath(boundary)]);
  if (isWithin(real, limit)) return true;
  onSkip?.(absolutePath, 'It is a symbolic link that leads out of the workspace, so it is not read.');
  return false;
}

async function readEntries(folder: string, onSkip: WalkOptions['onSkip']): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    onSkip?.(
      folder,
      `The folder cannot be read (${code}), so the files in it are not checked. Check its permissions.`,
    );
    return [];
  }
}

async function kindOf(absolutePath: string): Promise<'file' | 'folder' | 'other'> {
  try {
    const stats = await stat(absolutePath);
    return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'other';
  } catch {
    return 'other';
  }
}
