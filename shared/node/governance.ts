/** Decides how one file is checked: by the nearest manifest, by a built-in profile that knows its variables, or for its syntax. */
import path from 'node:path';
import { builtinProfile, builtinProfileNames } from 'secure-config:profiles';
import type { DialectName } from '../core/document/dialect.ts';
import { formatOf } from '../core/document/format.ts';
import { environmentOf, type FileMatch, isEnvironmentSaid } from '../core/profile/govern.ts';
import type { Text } from '../core/text/lined-text.ts';
import type { Governance, Project } from '../core/validation/project.ts';
import type { Boundaries } from './boundary.ts';
import type { FolderDialects } from './folder-dialects.ts';
import { builtinProject } from './project-loader.ts';
import type { LocatedProject, ProjectStore } from './project-store.ts';
import { relativePath } from './relative-path.ts';
import { isWaiting } from './waiting-place.ts';

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

export interface Governor {
  /** Undefined: the file is not ours. */
  governanceOf(absolutePath: string, text: Text, preferences: Preferences): Promise<Governed | undefined>;
}

export interface GovernorParts {
  readonly boundaries: Boundaries;
  readonly store: ProjectStore;
  readonly dialects: FolderDialects;
}

interface Asked {
  readonly absolutePath: string;
  readonly text: Text;
  readonly preferences: Preferences;
}

export function createGovernor(parts: GovernorParts): Governor {
  const builtins = new Map<string, Promise<Project | undefined>>();
  const builtin = (name: string): Promise<Project | undefined> => {
    const known = builtins.get(name);
    if (known) return known;
    const built = builtinProject(name);
    builtins.set(name, built);
    return built;
  };
  return {
    governanceOf: async (absolutePath, text, preferences) => {
      if (isWaiting(absolutePath)) return undefined;
      const asked = { absolutePath, text, preferences };
      const located = await parts.store.nearest(absolutePath);
      return located ? byManifest(asked, located, parts) : byItself(asked, builtin, parts);
    },
  };
}

/** A dotenv file that no pattern names is checked for its syntax; any other is left alone. */
async function byManifest(
  asked: Asked,
  located: LocatedProject,
  parts: GovernorParts,
): Promise<Governed | undefined> {
  const { absolutePath } = asked;
  const { project, folder, matcher, sources } = located;
  if (sources.has(absolutePath)) return undefined;
  const relative = relativePath(folder, absolutePath);
  const match = matcher.match(relative);
  if (!match && formatOf(absolutePath) !== 'dotenv') return undefined;
  const dialects = await dialectsOf(asked, match?.pattern.dialects ?? [], parts);
  const governance = match ? governanceBy(project, relative, dialects, match) : dialects;
  return { governance, root: folder, path: relative };
}

/** Without a manifest only dotenv files are ours. */
async function byItself(
  asked: Asked,
  builtin: (name: string) => Promise<Project | undefined>,
  parts: GovernorParts,
): Promise<Governed | undefined> {
  const { absolutePath, text, preferences } = asked;
  if (formatOf(absolutePath) !== 'dotenv') return undefined;
  const folder = path.dirname(absolutePath);
  const { search, contains } = await parts.boundaries.of(folder);
  const root = contains ? search : folder;
  const relative = relativePath(root, absolutePath);
  const name = preferences.profile || detectedProfile(text.toString());
  const project = name === undefined ? undefined : await builtin(name);
  const dialects = await dialectsOf(asked, [], parts);
  const governance = project ? governanceBy(project, relative, dialects) : dialects;
  return { governance, root, path: relative };
}

function governanceBy(project: Project, relative: string, dialects: Dialects, match?: FileMatch): Governance {
  const environment = environmentOf(relative, project.profile, match);
  const isEnvironmentGuessed = !isEnvironmentSaid(match);
  const map = match?.pattern.map;
  return {
    project,
    ...dialects,
    isEnvironmentGuessed,
    ...(environment !== undefined && { environment }),
    ...(map && { map }),
  };
}

type Dialects = Pick<Governance, 'dialects' | 'isDialectGuessed'>;

/** The manifest's word, else the person's, else what lies in the folder. */
async function dialectsOf(
  { absolutePath, preferences }: Asked,
  stated: readonly DialectName[],
  { boundaries, dialects }: GovernorParts,
): Promise<Dialects> {
  if (formatOf(absolutePath) === 'yaml') return NO_DIALECTS;
  const preferred = stated.length > 0 ? stated : (preferences.dialects ?? []);
  if (preferred.length > 0) return { dialects: preferred };
  const folder = path.dirname(absolutePath);
  const { search, contains } = await boundaries.of(folder);
  const found = await dialects.of(folder, contains ? search : folder);
  return found.length > 0 ? { dialects: found } : { ...NO_DIALECTS, isDialectGuessed: true };
}

const NO_DIALECTS: Dialects = { dialects: ['dotenv'] };

/** The built-in profile with whose prefix the name of a variable of the text begins. */
function detectedProfile(text: string): string | undefined {
  return builtinProfileNames.find(name => {
    const prefix = builtinProfile(name)?.detect?.prefix;
    if (prefix === undefined) return false;
    const variable = `^[ \\t]*(?:export[ \\t]+)?${prefix.replace(/\W/g, '\\$&')}`;
    return new RegExp(variable, 'im').test(text);
  });
}
