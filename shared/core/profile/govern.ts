/** Says which file pattern of a manifest governs a path, and for which environment the file is. */
import { formatOf } from '../document/format.ts';
import { compileGlob, fixedFolder, type Glob } from '../text/glob.ts';
import { environmentNamed, environmentOfFileName } from './environments.ts';
import type { FilePattern, Manifest, Profile } from './profile.ts';

/** What a manifest without `files` governs: dotenv files, in its folder and those below. */
const EVERY_DOTENV: FilePattern = { match: '**', dialects: [] };

export interface FileMatch {
  readonly pattern: FilePattern;
  /** What `{environment}` stands for in this path, as the path spells it. */
  readonly captured?: string;
}

export interface FileMatcher {
  /** The first pattern that matches; `path` is relative to the manifest's folder. */
  match(path: string): FileMatch | undefined;
  /** Whether a pattern names this folder, so that it is worth entering though it be ignored. */
  names(folder: string): boolean;
}

export function createFileMatcher({ files }: Pick<Manifest, 'files'>): FileMatcher {
  const globs: readonly (readonly [FilePattern, Glob])[] = files.flatMap(pattern => {
    const compiled = compileGlob(pattern.match);
    return compiled.ok ? [[pattern, compiled.glob] as const] : [];
  });
  const named = files.map(pattern => fixedFolder(pattern.match));
  return {
    names: folder => named.some(prefix => prefix.startsWith(`${folder}/`)),
    match: path => {
      if (files.length === 0) return formatOf(path) === 'dotenv' ? { pattern: EVERY_DOTENV } : undefined;
      for (const [pattern, glob] of globs) {
        const captures = glob.capture(path);
        if (captures) return withCapture(pattern, captures.get('environment'));
      }
      return undefined;
    },
  };
}

function withCapture(pattern: FilePattern, captured: string | undefined): FileMatch {
  return captured === undefined ? { pattern } : { pattern, captured };
}

/** What is known without a look into the file: the manifest's word, else what the file's name says. */
export function environmentOf(
  path: string,
  { environments }: Pick<Profile, 'environments'>,
  match?: FileMatch,
): string | undefined {
  const said = saidBy(match);
  return said === undefined
    ? environmentOfFileName(path, environments)
    : environmentNamed(said, environments);
}

/** Whether the manifest says which environment the file is for; else `environmentOf` guesses. */
export function isEnvironmentSaid(match: FileMatch | undefined): boolean {
  return saidBy(match) !== undefined;
}

function saidBy(match: FileMatch | undefined): string | undefined {
  return match?.captured ?? match?.pattern.environment;
}
