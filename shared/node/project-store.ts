/** Keeps the projects that have been loaded, by folder, and drops the ones whose files change. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../core/document/document.ts';
import { createFileMatcher, type FileMatcher } from '../core/profile/govern.ts';
import type { Text } from '../core/text/lined-text.ts';
import type { CodeCache } from '../core/validation/code-cache.ts';
import type { Project } from '../core/validation/project.ts';
import { type Boundaries, isWithin } from './boundary.ts';
import { loadProject, MANIFEST_NAME } from './project-loader.ts';
import { relativePath } from './relative-path.ts';

export interface LocatedProject {
  readonly project: Project;
  /** Absolute. */
  readonly folder: string;
  readonly matcher: FileMatcher;
  /** Absolute paths of the files it is made of. */
  readonly sources: ReadonlySet<string>;
}

export interface ProjectStore {
  /** Of the nearest manifest from the file's folder up. */
  nearest(absolutePath: string): Promise<LocatedProject | undefined>;
  /** Of the nearest manifest from this folder up. */
  nearestTo(folder: string): Promise<LocatedProject | undefined>;
  problemsOf(absolutePath: string, text: Text): Promise<readonly Problem[]>;
  invalidate(absolutePath: string): boolean;
}

export interface StoreOptions {
  readonly boundaries: Boundaries;
  readonly readOverride: (absolutePath: string) => string | undefined;
  readonly trusted: boolean;
  readonly codeCache: CodeCache;
}

/** One folder's manifest: none, or its project. `loaded` is there once it is known. */
interface Slot {
  readonly pending: Promise<LocatedProject | undefined>;
  loaded?: LocatedProject | undefined;
  isLoaded: boolean;
}

export function createProjectStore(options: StoreOptions): ProjectStore {
  const { boundaries, readOverride } = options;
  const slots = new Map<string, Slot>();

  const at = (folder: string): Promise<LocatedProject | undefined> => {
    const known = slots.get(folder);
    if (known) return known.pending;
    const slot: Slot = { pending: loadAt(folder, options), isLoaded: false };
    slots.set(folder, slot);
    slot.pending.then(
      loaded => Object.assign(slot, { loaded, isLoaded: true }),
      () => slots.delete(folder),
    );
    return slot.pending;
  };

  const nearest = new Map<string, Promise<LocatedProject | undefined>>();
  const nearestTo = (folder: string): Promise<LocatedProject | undefined> => {
    const known = nearest.get(folder);
    if (known) return known;
    const found = lookUp(folder);
    nearest.set(folder, found);
    found.catch(() => nearest.delete(folder));
    return found;
  };

  const lookUp = async (folder: string): Promise<LocatedProject | undefined> => {
    const { search } = await boundaries.of(folder);
    for (let current = folder; ; current = path.dirname(current)) {
      const found = await at(current);
      if (found || current === search || current === path.dirname(current)) return found;
    }
  };

  const problemsOf = async (absolutePath: string, source: Text): Promise<readonly Problem[]> => {
    const name = path.basename(absolutePath);
    if (!/\.(ya?ml|json)$/i.test(name)) return [];
    const located = await nearestTo(path.dirname(absolutePath));
    const folder = name === MANIFEST_NAME ? path.dirname(absolutePath) : located?.folder;
    if (folder === undefined || (name !== MANIFEST_NAME && !located?.sources.has(absolutePath))) return [];
    const text = source.toString();
    const isCurrent = located?.folder === folder && readOverride(absolutePath) === text;
    const fresh = isCurrent ? located : await loadAt(folder, withText(options, absolutePath, text));
    const relative = relativePath(folder, absolutePath);
    return fresh?.project.problems.get(relative) ?? [];
  };

  const invalidate = (absolutePath: string): boolean => {
    let stale = false;
    const isManifest = path.basename(absolutePath) === MANIFEST_NAME;
    for (const [folder, slot] of slots) {
      const owns = isManifest && path.dirname(absolutePath) === folder;
      if (!owns && !isMadeOf(slot, absolutePath)) continue;
      slots.delete(folder);
      stale = true;
    }
    if (stale || isManifest) nearest.clear();
    return stale || isManifest;
  };

  return { nearestTo, nearest: file => nearestTo(path.dirname(file)), problemsOf, invalidate };
}

async function loadAt(folder: string, options: StoreOptions): Promise<LocatedProject | undefined> {
  const { boundaries, readOverride, trusted, codeCache } = options;
  const manifestPath = path.join(folder, MANIFEST_NAME);
  if (readOverride(manifestPath) === undefined && !(await isFile(manifestPath))) return undefined;
  const { search, contains } = await boundaries.of(folder);
  const boundary = contains ? search : folder;
  const project = await loadProject({ folder, boundary, trusted, readOverride, codeCache });
  if (!project) return undefined;
  const sources = new Set(project.sources.map(source => path.resolve(folder, source)));
  return { project, folder, matcher: createFileMatcher(project.manifest), sources };
}

/** A file it was made of, a file in a folder that was looked through, or a folder with any of them in it. */
function isMadeOf({ loaded, isLoaded }: Slot, absolutePath: string): boolean {
  if (!isLoaded) return /\.(ya?ml|json)$/i.test(absolutePath);
  if (!loaded) return false;
  if (loaded.sources.has(absolutePath)) return true;
  const { folder, project } = loaded;
  return project.sources.some(source => {
    const absolute = path.resolve(folder, source);
    return source.endsWith('/') ? isWithin(absolutePath, absolute) : isWithin(absolute, absolutePath);
  });
}

function withText(options: StoreOptions, absolutePath: string, text: string): StoreOptions {
  return { ...options, readOverride: asked => (asked === absolutePath ? text : options.readOverride(asked)) };
}

function isFile(absolutePath: string): Promise<boolean> {
  return stat(absolutePath).then(
    stats => stats.isFile(),
    () => false,
  );
}
