/** The core's workspace as the server sees it: open documents before the disk, and the person's settings on top. */
import path from 'node:path';
import { isDialectName } from '../shared/core/document/dialect.ts';
import type { Problem } from '../shared/core/document/document.ts';
import type { Text } from '../shared/core/text/lined-text.ts';
import type { CodeCache } from '../shared/core/validation/code-cache.ts';
import type { Project } from '../shared/core/validation/project.ts';
import { MANIFEST_NAME } from '../shared/node/project-loader.ts';
import type { LocatedProject } from '../shared/node/project-store.ts';
import type { TextOrProblem } from '../shared/node/read-text.ts';
import { type Governed, openWorkspace, type Workspace } from '../shared/node/workspace.ts';
import type { Settings } from '../shared/protocol.ts';
import type { OpenDocuments } from './documents.ts';
import type { Folders } from './folders.ts';

export interface Projects {
  /** Undefined: the file is not ours. */
  governanceOf(
    filePath: string,
    text: Text,
    settings: Pick<Settings, 'dialects' | 'profile'>,
  ): Promise<Governed | undefined>;
  /** What is wrong with a manifest, profile or rule file; empty for every other file. */
  problemsOf(filePath: string, text: Text): Promise<readonly Problem[]>;
  /** A file's text, from the editor or the disk. */
  read(filePath: string): Promise<TextOrProblem>;
  /** Every configuration file of the workspace, or below one folder, absolute. */
  files(signal: AbortSignal, folder?: string): AsyncIterable<string>;
  /** Of the nearest manifest up the tree. */
  locate(filePath: string): Promise<LocatedProject | undefined>;
  /** Manifests, profiles and rules that have problems, of the projects around these files: absolute, each once. */
  faultySources(filePaths: readonly string[]): Promise<readonly string[]>;
  /** The file has changed, on disk or in the editor. True when what governs other files may have changed with it. */
  invalidate(filePath: string): boolean;
  /** Folders have changed. */
  reopen(): void;
  trust(): void;
  /** As it is now: another one after `reopen` and `trust`. */
  workspace(): Workspace;
}

export function createProjects(
  folders: Folders,
  documents: OpenDocuments,
  initiallyTrusted: boolean,
  codeCache: CodeCache,
): Projects {
  let trusted = initiallyTrusted;
  const open = () =>
    openWorkspace({
      roots: folders.all().map(folder => folder.path),
      readOverride: filePath => documents.textAt(filePath),
      trusted,
      codeCache,
    });
  let workspace = open();
  return {
    governanceOf: (filePath, text, { dialects, profile }) =>
      workspace.governanceOf(filePath, text, { dialects: dialects.filter(isDialectName), profile }),
    problemsOf: (filePath, text) => workspace.manifestProblems(filePath, text),
    read: filePath => workspace.read(filePath),
    files: (signal, folder) =>
      workspace.configurationFiles({ signal, ...(folder !== undefined && { paths: [folder] }) }),
    locate: filePath => workspace.locateProject(filePath),
    faultySources: async filePaths => {
      const around = new Set([...folders.all().map(folder => folder.path), ...filePaths.map(path.dirname)]);
      const located = await Promise.all(
        [...around].map(folder => workspace.locateProject(path.join(folder, MANIFEST_NAME))),
      );
      return [...new Set(located.flatMap(faultyFiles))];
    },
    invalidate: filePath => workspace.invalidate(filePath),
    reopen: () => {
      workspace = open();
    },
    trust: () => {
      trusted = true;
      workspace = open();
    },
    workspace: () => workspace,
  };
}

function faultyFiles(located: { readonly project: Project; readonly folder: string } | undefined): string[] {
  if (!located) return [];
  const faulty = [...located.project.problems].filter(([, problems]) => problems.length > 0);
  return faulty.map(([relative]) => path.resolve(located.folder, relative));
}
