/** The folders that are worked on: which manifest governs which file, cached until one of its sources changes. */
import path from 'node:path';
import { builtinProfile, builtinProfileNames } from 'secure-config:profiles';
import type { DialectName } from '../core/document/dialect.ts';
import type { Problem } from '../core/document/document.ts';
import { formatOf } from '../core/document/format.ts';
import { environmentOf } from '../core/profile/govern.ts';
import type { Governance, Project } from '../core/validation/project.ts';
import { createBoundaries } from './boundary.ts';
import { createFolderDialects } from './folder-dialects.ts';
import { builtinProject } from './project-loader.ts';
import { createProjectStore, type LocatedProject } from './project-store.ts';
import { readText, type TextOrProblem } from './read-text.ts';
import { type WalkOptions, walk } from './walk.ts';

export interface WorkspaceOptions {
  /** Absolute folders. Files outside of them are governed by manifests of their git repository or further up. */
  readonly roots: readonly string[];
  /** The text of a file that is open and perhaps not saved; it counts instead of what is on disk. */
  readonly readOverride?: (absolutePath: string) => string | undefined;
  /** False: only built-in profiles are used, whatever the folders say. */
  readonly trusted: boolean;
}

/** What a person set, where no manifest says it. */
export interface Preferences {
  /** Empty: detected in the folder. */
  readonly dialects?: readonly DialectName[];
  /** A built-in profile for dotenv files that no manifest governs; empty: detected. */
  readonly profile?: string;
}

export interface Governed {
  readonly governance: Governance;
  /** Absolute folder of the manifest, else of the workspace or repository. */
  readonly root: string;
  /** Relative to `root`, `/` between parts. */
  readonly path: string;
}

export interface Workspace {
  /** Undefined: the file is not ours. */
  governanceOf(absolutePath: string, text: string, preferences?: Preferences): Promise<Governed | undefined>;
  /** The project of the nearest manifest up the tree, whether or not its patterns name the file. */
  projectOf(absolutePath: string): Promise<Project | undefined>;
  /** Like `projectOf`, with the manifest's folder. */
  locateProject(
    absolutePath: string,
  ): Promise<{ readonly project: Project; readonly folder: string } | undefined>;
  /** What is wrong with a manifest, or a file that one is made of; empty for every other file. */
  manifestProblems(absolutePath: string, text: string): Promise<readonly Problem[]>;
  /** A file's text, from the editor or the disk. */
  read(absolutePath: string): Promise<TextOrProblem>;
  /** Every configuration file below `paths` (absolute; the workspace's folders unless given). */
  configurationFiles(options?: WalkOptions): AsyncIterable<string>;
  /** The file has changed. True when what governs other files may have changed with it. */
  invalidate(absolutePath: string): boolean;
}

export function openWorkspace({
  roots,
  readOverride = () => undefined,
  trusted,
}: WorkspaceOptions): Workspace {
  const boundaries = createBoundaries(roots);
  const store = createProjectStore({ boundaries, readOverride, trusted });
  const dialects = createFolderDialects();
  const builtins = new Map<string, Promise<Project | undefined>>();

  const dialectsOf = async (
    absolutePath: string,
    stated: readonly DialectName[],
    preferences: Preferences,
  ): Promise<readonly DialectName[]> => {
    if (formatOf(absolutePath) === 'yaml') return ['dotenv'];
    if (stated.length > 0) return stated;
    if (preferences.dialects && preferences.dialects.length > 0) return preferences.dialects;
    const folder = path.dirname(absolutePath);
    const { search, contains } = await boundaries.of(folder);
    const found = await dialects.of(folder, contains ? search : folder);
    return found.length > 0 ? found : ['dotenv'];
  };

  const governedByManifest = async (
    absolutePath: string,
    text: string,
    located: LocatedProject,
    preferences: Preferences,
  ): Promise<Governed | undefined> => {
    const { project, folder, matcher } = located;
    const relative = posix(path.relative(folder, absolutePath));
    if (located.sources.has(absolutePath)) return undefined;
    const match = matcher.match(relative);
    if (!match)
      return formatOf(absolutePath) === 'dotenv'
        ? {
            governance: { dialects: await dialectsOf(absolutePath, [], preferences) },
            root: folder,
            path: relative,
          }
        : undefined;
    const environment = environmentOf(relative, text, project.profile, match);
    const governance = {
      project,
      dialects: await dialectsOf(absolutePath, match.pattern.dialects, preferences),
      ...(environment !== undefined && { environment }),
      ...(match.pattern.map && { map: match.pattern.map }),
    };
    return { governance, root: folder, path: relative };
  };

  const governedByNothing = async (
    absolutePath: string,
    text: string,
    preferences: Preferences,
  ): Promise<Governed | undefined> => {
    if (formatOf(absolutePath) !== 'dotenv') return undefined;
    const { search, contains } = await boundaries.of(path.dirname(absolutePath));
    const root = contains ? search : path.dirname(absolutePath);
    const relative = posix(path.relative(root, absolutePath));
    const name = preferences.profile || detectedProfile(text);
    const project = name === undefined ? undefined : await builtin(name);
    const environment = project && environmentOf(relative, text, project.profile);
    const governance = {
      dialects: await dialectsOf(absolutePath, [], preferences),
      ...(project && { project }),
      ...(environment !== undefined && { environment }),
    };
    return { governance, root, path: relative };
  };

  const builtin = (name: string): Promise<Project | undefined> => {
    const known = builtins.get(name);
    if (known) return known;
    const built = builtinProject(name);
    builtins.set(name, built);
    return built;
  };

  return {
    governanceOf: async (absolutePath, text, preferences = {}) => {
      const located = await store.nearest(absolutePath);
      if (located) return governedByManifest(absolutePath, text, located, preferences);
      return governedByNothing(absolutePath, text, preferences);
    },
    projectOf: async absolutePath => (await store.nearest(absolutePath))?.project,
    locateProject: absolutePath => store.nearest(absolutePath),
    manifestProblems: (absolutePath, text) => store.problemsOf(absolutePath, text),
    read: async absolutePath => {
      const open = readOverride(absolutePath);
      return open === undefined ? readText(absolutePath) : { text: open };
    },
    configurationFiles: (options = {}) => walk({ paths: roots, ...options }, { boundaries, store }),
    invalidate: absolutePath => {
      const changed = [store.invalidate(absolutePath), dialects.invalidate(absolutePath)];
      return changed.includes(true);
    },
  };
}

/** The built-in profile whose prefix a variable of the text begins with. */
function detectedProfile(text: string): string | undefined {
  return builtinProfileNames.find(name => {
    const prefix = builtinProfile(name)?.detect?.prefix;
    return (
      prefix !== undefined &&
      new RegExp(`^[ \\t]*(?:export[ \\t]+)?${prefix.replace(/\W/g, '\\$&')}`, 'im').test(text)
    );
  });
}

function posix(relative: string): string {
  return relative.split(path.sep).join('/');
}
