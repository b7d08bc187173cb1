/** Builds the project of one folder from the files on disk and those that are open and not saved. */
import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { builtinProfile, builtinProfileNames } from 'secure-config:profiles';
import type { Problem } from '../core/document/document.ts';
import { withUsualSpellings } from '../core/profile/environments.ts';
import { manifestObjections } from '../core/profile/manifest-objections.ts';
import type { Resolved, ResolveHost } from '../core/profile/resolution.ts';
import { resolveManifest } from '../core/profile/resolve.ts';
import type { CodeCache } from '../core/validation/code-cache.ts';
import { type CompiledProfile, compileProfile } from '../core/validation/compile.ts';
import type { Project } from '../core/validation/project.ts';
import { readText } from './read-text.ts';

export const MANIFEST_NAME = 'secure-config.yaml';

/** Bytes of a manifest, profile, schema or rule file. */
const LARGEST_SOURCE = 1_000_000;
const DEEPEST_LISTING = 8;
const MOST_LISTED = 5000;

export interface LoaderOptions {
  /** Absolute folder of the manifest. */
  readonly folder: string;
  /** Absolute folder that nothing may be read outside of; `folder` or one around it. */
  readonly boundary: string;
  readonly trusted: boolean;
  /** The text of a file that is open and perhaps not saved. */
  readonly readOverride: (absolutePath: string) => string | undefined;
  readonly codeCache: CodeCache;
}

/** Undefined when there is no manifest, or it cannot be read at all. */
export async function loadProject(options: LoaderOptions): Promise<Project | undefined> {
  const host = createHost(options);
  const read = await host.read(MANIFEST_NAME);
  const text = 'text' in read ? read.text : '';
  const resolved = await resolveManifest(text, MANIFEST_NAME, host);
  const { profile, file } = resolved;
  const { manifest } = file;
  const compiled = await compileProfile(profile, options.codeCache);
  const problems = new Map(resolved.problems);
  if ('reason' in read) add(problems, MANIFEST_NAME, unreadable(read.reason));
  for (const [file, problem] of compileProblems(resolved, compiled)) add(problems, file, problem);
  for (const problem of manifestObjections(file, profile, compiled, new Date()))
    add(problems, MANIFEST_NAME, problem);
  return { manifest, profile, compiled, problems, sources: resolved.sources };
}

/** The project of a folder without manifest whose files a built-in profile governs. */
export async function builtinProject(name: string): Promise<Project | undefined> {
  const builtin = builtinProfile(name);
  if (!builtin) return undefined;
  const profile = { ...builtin, environments: withUsualSpellings(builtin.environments) };
  const manifest = { extends: [name], files: [], waivers: [] };
  return { manifest, profile, compiled: await compileProfile(profile), problems: new Map(), sources: [] };
}

function createHost({ folder, boundary, trusted, readOverride }: LoaderOptions): ResolveHost {
  const outward = path
    .relative(boundary, folder)
    .split(path.sep)
    .filter(part => part !== '').length;
  const isInside = async (absolute: string): Promise<boolean> => {
    const [real, limit] = await Promise.all([realpath(absolute), realpath(boundary)]);
    return real === limit || real.startsWith(limit.endsWith(path.sep) ? limit : limit + path.sep);
  };
  return {
    builtin: builtinProfile,
    builtinNames: builtinProfileNames,
    outward,
    trusted,
    read: async relative => {
      const absolute = path.resolve(folder, relative);
      const open = readOverride(absolute);
      if (open !== undefined) return { text: open };
      const escaped = await isInside(absolute).then(
        inside => !inside,
        () => false,
      );
      if (escaped)
        return { reason: 'It is a symbolic link that leads out of the workspace. Put the file inside.' };
      const read = await readText(absolute, LARGEST_SOURCE);
      return 'text' in read ? read : { reason: read.problem.message };
    },
    list: async relative => {
      const absolute = path.resolve(folder, relative);
      const inside = await isInside(absolute).catch(() => false);
      return inside ? listFiles(absolute).catch(() => undefined) : undefined;
    },
  };
}

/** Relative paths of the files in a folder and below. Symbolic links to folders are not followed. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  let level = [''];
  for (let depth = 0; depth < DEEPEST_LISTING && level.length > 0 && files.length < MOST_LISTED; depth++) {
    const below: string[] = [];
    for (const relative of level) {
      for (const entry of await readdir(path.join(folder, relative), { withFileTypes: true })) {
        const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
        if (entry.isDirectory()) below.push(name);
        else if (entry.isFile() || entry.isSymbolicLink()) files.push(name);
      }
    }
    level = below;
  }
  return files;
}

function compileProblems(
  { places }: Resolved,
  compiled: CompiledProfile,
): readonly (readonly [string, Problem])[] {
  return compiled.problems.flatMap(({ rule, source, message }) => {
    const place = rule === undefined ? places.schema : places.rules.get(rule);
    const file = place?.path ?? source;
    if (file === undefined) return [];
    const span = place?.span ?? { start: 0, end: 0 };
    return [[file, { code: 'manifest/schema', severity: 'error' as const, message, span }] as const];
  });
}

function unreadable(reason: string): Problem {
  const message = `The manifest cannot be read, so nothing of it is used. ${reason}`;
  return { code: 'manifest/unreadable', severity: 'error', message, span: { start: 0, end: 0 } };
}

function add(problems: Map<string, readonly Problem[]>, file: string, problem: Problem): void {
  problems.set(file, [...(problems.get(file) ?? []), problem]);
}
