/** The folders that are worked on: which manifest governs which file, cached until one of its sources changes. */
import type { Problem } from '../core/document/document.ts';
import type { Text } from '../core/text/lined-text.ts';
import { type CodeCache, NO_CACHE } from '../core/validation/code-cache.ts';
import type { Project } from '../core/validation/project.ts';
import { createBoundaries } from './boundary.ts';
import { createFolderDialects } from './folder-dialects.ts';
import { createGovernor, type Governed, type Preferences } from './governance.ts';
import { createProjectStore, type LocatedProject } from './project-store.ts';
import { readText, type TextOrProblem } from './read-text.ts';
import { type WalkOptions, walk } from './walk.ts';

export type { Governed, Preferences };

export interface WorkspaceOptions {
  /** Absolute folders. Files outside of them are governed by manifests of their git repository or further up. */
  readonly roots: readonly string[];
  /** The text of a file that is open and perhaps not saved; it counts instead of what is on disk. */
  readonly readOverride?: (absolutePath: string) => string | undefined;
  /** False: only built-in profiles are used, whatever the folders say. */
  readonly trusted: boolean;
  /** Where what compiled schemas become is kept. */
  readonly codeCache?: CodeCache;
}

export interface Workspace {
  /** Undefined: the file is not ours. */
  governanceOf(absolutePath: string, text: Text, preferences?: Preferences): Promise<Governed | undefined>;
  /** The project of the nearest manifest up the tree, whether or not its patterns name the file. */
  projectOf(absolutePath: string): Promise<Project | undefined>;
  /** Like `projectOf`, with the manifest's folder. */
  locateProject(absolutePath: string): Promise<LocatedProject | undefined>;
  /** What is wrong with a manifest, or a file that one is made of; empty for every other file. */
  manifestProblems(absolutePath: string, text: Text): Promise<readonly Problem[]>;
  /** A file's text, from the editor or the disk. */
  read(absolutePath: string): Promise<TextOrProblem>;
  /** Every configuration file below `paths` (absolute; the workspace's folders unless given). */
  configurationFiles(options?: WalkOptions): AsyncIterable<string>;
  /** The file has changed, come or gone. True when what governs other files may have changed with it. */
  invalidate(absolutePath: string): boolean;
}

/** Reads nothing before it is asked. */
export function openWorkspace({
  roots,
  readOverride = () => undefined,
  trusted,
  codeCache = NO_CACHE,
}: WorkspaceOptions): Workspace {
  const boundaries = createBoundaries(roots);
  const store = createProjectStore({ boundaries, readOverride, trusted, codeCache });
  const dialects = createFolderDialects();
  const governor = createGovernor({ boundaries, store, dialects });
  return {
    governanceOf: (file, text, preferences = {}) => governor.governanceOf(file, text, preferences),
    projectOf: async file => (await store.nearest(file))?.project,
    locateProject: file => store.nearest(file),
    manifestProblems: (file, text) => store.problemsOf(file, text),
    read: async file => {
      const open = readOverride(file);
      return open === undefined ? readText(file) : { text: open };
    },
    configurationFiles: options => walk({ paths: roots, ...options }, { boundaries, store }),
    invalidate: file => {
      const changed = [store.invalidate(file), dialects.invalidate(file)];
      return changed.includes(true);
    },
  };
}
