/** Who governs which file, as the command line sees it: the manifests on disk, and what its options put in their place. */
import path from 'node:path';
import type { Problem } from '../shared/core/document/document.ts';
import { canonicalEnvironment } from '../shared/core/profile/environments.ts';
import { environmentOf } from '../shared/core/profile/govern.ts';
import type { Profile, Rule } from '../shared/core/profile/profile.ts';
import { suggestion } from '../shared/core/text/nearest.ts';
import type { Project } from '../shared/core/validation/project.ts';
import { type Governed, openWorkspace } from '../shared/node/workspace.ts';
import { builtinProfiles, loadProfile } from './chosen-profile.ts';
import { CommandFailure } from './command.ts';
import type { Io } from './io.ts';

export type { Governed } from '../shared/node/workspace.ts';

export interface Located {
  readonly project: Project;
  /** The manifest's, absolute. */
  readonly folder: string;
}

export interface Projects {
  /** Every configuration file below a folder, absolute. */
  filesUnder(folder: string, onSkip: (absolutePath: string, reason: string) => void): AsyncIterable<string>;
  /**
   * Undefined: the file is not ours; one that was named is governed all the same, by nothing but its own language.
   * @throws CommandFailure (2) for a profile or an environment that does not exist
   */
  govern(absolutePath: string, text: string, isNamed: boolean): Promise<Governed | undefined>;
  /**
   * A text that stands in no file, as if it stood at the path: no pattern can name it, so it is the nearest manifest's.
   * @throws CommandFailure (2) for a profile or an environment that does not exist
   */
  governPathless(absolutePath: string, text: string): Promise<Governed>;
  /** What is wrong with a manifest, or a file that one is made of. */
  manifestProblems(absolutePath: string, text: string): Promise<readonly Problem[]>;
  /** The project of the nearest manifest, or of the chosen profile. */
  locate(absolutePath: string): Promise<Located | undefined>;
  /** @throws CommandFailure (2) for a profile that does not exist or cannot be used */
  ready(): Promise<void>;
  /** The chosen profile, else the current folder's, else every built-in one. */
  profilesHere(): Promise<readonly Profile[]>;
  builtinRules(): readonly Rule[];
}

export interface Choices {
  readonly profile?: string | undefined;
  readonly environment?: string | undefined;
}

export function openProjects(io: Io, { profile, environment }: Choices = {}): Projects {
  const workspace = openWorkspace({ roots: [], trusted: true, codeCache: io.codeCache });
  const chosen = profile === undefined ? undefined : loadProfile(profile, io);
  chosen?.catch(() => undefined);

  const asChosen = async (governed: Governed): Promise<Governed> =>
    withEnvironment(chosen ? withProject(governed, await chosen) : governed, environment);

  return {
    govern: async (absolutePath, text, isNamed) => {
      const found = await workspace.governanceOf(absolutePath, text);
      const governed = found ?? (isNamed ? ungoverned(absolutePath) : undefined);
      return governed && asChosen(governed);
    },
    governPathless: async (absolutePath, text) => {
      const governed = (await workspace.governanceOf(absolutePath, text)) ?? ungoverned(absolutePath);
      const nearest = governed.governance.project ? undefined : await workspace.projectOf(absolutePath);
      return asChosen(nearest ? withProject(governed, nearest) : governed);
    },
    filesUnder: (folder, onSkip) =>
      workspace.configurationFiles({ paths: [folder], signal: io.signal, onSkip }),
    manifestProblems: workspace.manifestProblems,
    locate: async absolutePath =>
      chosen ? { project: await chosen, folder: io.folder } : workspace.locateProject(absolutePath),
    ready: async () => void (await chosen),
    builtinRules: () => builtinProfiles().flatMap(({ rules }) => rules),
    profilesHere: async () => {
      const project = chosen ? await chosen : await workspace.projectOf(path.join(io.folder, '.env'));
      return project ? [project.profile] : builtinProfiles();
    },
  };
}

function ungoverned(absolutePath: string): Governed {
  return {
    governance: { dialects: ['dotenv'] },
    root: path.dirname(absolutePath),
    path: path.basename(absolutePath),
  };
}

function withProject(governed: Governed, project: Project): Governed {
  const { environment: before, isEnvironmentGuessed = false, ...rest } = governed.governance;
  const known = before && rest.project && canonicalEnvironment(before, project.profile.environments);
  const environment = known || environmentOf(governed.path, project.profile);
  const isGuessed = known ? isEnvironmentGuessed : true;
  const own = environment !== undefined && { environment };
  return { ...governed, governance: { ...rest, project, isEnvironmentGuessed: isGuessed, ...own } };
}

function withEnvironment(governed: Governed, wanted: string | undefined): Governed {
  if (wanted === undefined) return governed;
  const declared = governed.governance.project?.profile.environments ?? new Map<string, readonly string[]>();
  const environment = canonicalEnvironment(wanted, declared) ?? (declared.size === 0 ? wanted : undefined);
  if (environment === undefined) {
    const names = [...declared.keys()];
    const message = `The profile of ${governed.path} knows no environment ${wanted}.${suggestion(wanted, names)} It is one of ${names.join(', ')}.`;
    throw new CommandFailure(message, 2);
  }
  return { ...governed, governance: { ...governed.governance, environment, isEnvironmentGuessed: false } };
}
