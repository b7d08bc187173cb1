/** The profile that `--profile` names: a built-in one, a profile's file or folder, or another folder's manifest. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { builtinProfile, builtinProfileNames } from 'secure-config:profiles';
import type { Profile } from '../shared/core/profile/profile.ts';
import { suggestion } from '../shared/core/text/nearest.ts';
import type { Project } from '../shared/core/validation/project.ts';
import { builtinProject, loadProject, MANIFEST_NAME } from '../shared/node/project-loader.ts';
import { CommandFailure } from './command.ts';
import type { Io } from './io.ts';

/** What of it decides which profile is meant. */
type Here = Pick<Io, 'folder' | 'codeCache'>;

export function builtinProfiles(): Profile[] {
  return builtinProfileNames.flatMap(name => builtinProfile(name) ?? []);
}

/** @throws CommandFailure (2) when there is no such profile, or it cannot be used */
export async function loadProfile(given: string, io: Here): Promise<Project> {
  const absolutePath = path.resolve(io.folder, given);
  if (!/[./\\]/.test(given) && !(await exists(absolutePath))) return namedProfile(given);
  if (!(await exists(absolutePath))) {
    throw new CommandFailure(
      `There is no profile at ${given}. Name a file, a folder with a profile.yaml, or one of ${builtinProfileNames.join(', ')}.`,
      2,
    );
  }
  const manifest = await manifestFolder(absolutePath);
  const project =
    manifest === undefined ? await ownProfile(absolutePath, io) : await loadManifest(manifest, io);
  if (!project) throw new CommandFailure(`The profile ${given} could not be loaded.`, 2);
  return project;
}

async function namedProfile(name: string): Promise<Project> {
  const project = await builtinProject(name);
  if (project) return project;
  const known = builtinProfileNames.join(', ');
  throw new CommandFailure(
    `There is no profile ${name}.${suggestion(name, builtinProfileNames)} Name one of ${known}, or a path such as ./profile.`,
    2,
  );
}

/** The folder when the path is a manifest, or a folder with one and without a profile.yaml. */
async function manifestFolder(absolutePath: string): Promise<string | undefined> {
  if (path.basename(absolutePath) === MANIFEST_NAME) return path.dirname(absolutePath);
  if (await exists(path.join(absolutePath, 'profile.yaml'))) return undefined;
  return (await exists(path.join(absolutePath, MANIFEST_NAME))) ? absolutePath : undefined;
}

function loadManifest(folder: string, { codeCache }: Here): Promise<Project | undefined> {
  const readOverride = () => undefined;
  return loadProject({ folder, boundary: rootOf(folder), trusted: true, readOverride, codeCache });
}

/** As if a manifest in the current folder extended it. */
async function ownProfile(absolutePath: string, { folder, codeCache }: Here): Promise<Project | undefined> {
  const relative = path.relative(folder, absolutePath).split(path.sep).join('/');
  const text = `extends: ${JSON.stringify(`./${relative}`)}\n`;
  const virtual = path.join(folder, MANIFEST_NAME);
  const readOverride = (file: string): string | undefined => (file === virtual ? text : undefined);
  const project = await loadProject({
    folder,
    boundary: rootOf(folder),
    trusted: true,
    readOverride,
    codeCache,
  });
  const [problem] = project?.problems.get(MANIFEST_NAME) ?? [];
  if (problem) throw new CommandFailure(`The profile ${relative} cannot be used. ${problem.message}`, 2);
  return project;
}

function rootOf(folder: string): string {
  return path.parse(folder).root;
}

function exists(absolutePath: string): Promise<boolean> {
  return stat(absolutePath).then(
    () => true,
    () => false,
  );
}
