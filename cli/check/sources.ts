/** Finds out what is to be checked: the files under the given paths, standard input, the process's environment. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { relativePath } from '../../shared/node/relative-path.ts';
import type { Arguments } from '../arguments.ts';
import type { Io } from '../io.ts';
import type { Projects } from '../projects.ts';
import { environmentText } from './process-environment.ts';

/** Something to check: a file that is still to be read, or a text that is there already. */
export interface Source {
  /** As it is shown. */
  readonly path: string;
  /** Decides who governs it. */
  readonly absolutePath: string;
  /** Absent: the file's. */
  readonly text?: string;
  /** A folder only stands for its manifest: its files are sources of their own. */
  readonly kind: 'file' | 'folder' | 'input' | 'environment';
  /** The person named it; what is not ours is then checked for its syntax. */
  readonly isNamed: boolean;
  /** It stands in no file: only the folder of its path says who governs it. */
  readonly isPathless?: boolean;
  /** Set when it is known not to be readable. */
  readonly failure?: string;
}

/** In the order of the arguments, each file once. @throws CommandFailure (2) for what cannot be combined */
export async function collectSources(given: Arguments, projects: Projects, io: Io): Promise<Source[]> {
  const wantsEnvironment = given.flag('process-env') === true;
  const paths = given.positionals.length === 0 && !wantsEnvironment ? ['.'] : given.positionals;
  const sources = new Map<string, Source>();
  for (const each of paths) {
    const found = each === '-' ? [await inputSource(given, io)] : await pathSources(each, projects, io);
    for (const source of found)
      if (!sources.has(source.absolutePath)) sources.set(source.absolutePath, source);
  }
  if ([...sources.values()].every(({ kind }) => kind === 'folder') && !wantsEnvironment) {
    io.err(
      'Nothing to check: there is no .env file here, and none that a manifest governs. secure-config init makes one.\n',
    );
  }
  return wantsEnvironment ? [...sources.values(), environmentSource(io)] : [...sources.values()];
}

async function pathSources(given: string, projects: Projects, io: Io): Promise<readonly Source[]> {
  const absolutePath = path.resolve(io.folder, given);
  const stats = await statOrReason(absolutePath);
  if (typeof stats === 'string') return [fileSource(absolutePath, io, true, stats)];
  if (!stats.isDirectory()) return [fileSource(absolutePath, io, true)];
  return folderSources(absolutePath, projects, io);
}

async function folderSources(folder: string, projects: Projects, io: Io): Promise<readonly Source[]> {
  const shown = shownPath(folder, io.folder);
  const own: Source = { path: shown, absolutePath: path.join(folder, '*'), kind: 'folder', isNamed: false };
  const sources = [own];
  const skipped: Source[] = [];
  const onSkip = (absolutePath: string, reason: string): void => {
    skipped.push(fileSource(absolutePath, io, false, reason));
  };
  for await (const file of projects.filesUnder(folder, onSkip)) sources.push(fileSource(file, io, false));
  return [...sources, ...skipped];
}

function fileSource(absolutePath: string, io: Io, isNamed: boolean, failure?: string): Source {
  const shown = shownPath(absolutePath, io.folder);
  return { path: shown, absolutePath, kind: 'file', isNamed, ...(failure !== undefined && { failure }) };
}

/** Relative where it is inside the current folder, with `/` between parts. */
export function shownPath(absolutePath: string, folder: string): string {
  const relative = relativePath(folder, absolutePath);
  const isInside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  return isInside ? relative : absolutePath.split(path.sep).join('/');
}

async function inputSource(given: Arguments, io: Io): Promise<Source> {
  const named = given.text('stdin-path');
  const absolutePath = path.resolve(io.folder, named ?? '.env');
  const text = await io.readInput();
  const isPathless = named === undefined;
  return { path: named ?? '<stdin>', absolutePath, text, kind: 'input', isNamed: true, isPathless };
}

function environmentSource(io: Io): Source {
  const absolutePath = path.join(io.folder, '.env');
  const text = environmentText(io.environment);
  const shown = '<process environment>';
  return { path: shown, absolutePath, text, kind: 'environment', isNamed: true, isPathless: true };
}

async function statOrReason(absolutePath: string) {
  try {
    return await stat(absolutePath);
  } catch (error) {
    return describeFileError(error);
  }
}

/** What went wrong with a file, in words. */
export function describeFileError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder. Correct the path.';
    case 'EACCES':
    case 'EPERM':
      return 'you may not read it. Ask for the right to, or leave it out.';
    case 'ELOOP':
      return 'it is a symbolic link that leads back to itself. Correct the link.';
    case 'ENOTDIR':
      return 'a part of the path is not a folder. Correct the path.';
    default:
      return `it could not be read (${code || 'reason unknown'}).`;
  }
}
