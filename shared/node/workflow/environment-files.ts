/** Finds the files that make up an environment: those whose environment the manifest says, as they are on disk or open. */
import path from 'node:path';
import { type Checked, checkText } from '../../core/validation/check.ts';
import type { Governed } from '../governance.ts';
import type { Workspace } from '../workspace.ts';

export interface EnvironmentFile {
  /** Relative to the manifest's folder, `/` between parts. */
  readonly path: string;
  readonly absolutePath: string;
  readonly text: string;
  readonly checked: Checked;
}

export interface EnvironmentFiles {
  /** In order of their names; the files in order of their paths. */
  readonly environments: ReadonlyMap<string, readonly EnvironmentFile[]>;
  /** A governed file that cannot be read: nothing can be said of its environment. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

/**
 * `folder` is the manifest's. A file whose environment is only guessed, from its name or its text, belongs to none: what
 * is approved has to be what the manifest names.
 * @param isWanted passes over the texts of which nothing is to be known, before they are checked
 */
export async function environmentFiles(
  workspace: Workspace,
  folder: string,
  now: Date,
  isWanted: (text: string) => boolean = () => true,
): Promise<EnvironmentFiles> {
  const found = new Map<string, EnvironmentFile[]>();
  const unreadable: { path: string; message: string }[] = [];
  const located = await workspace.locateProject(path.join(folder, '.env'));
  for await (const absolutePath of workspace.configurationFiles({ paths: [folder] })) {
    const relative = path.relative(folder, absolutePath).split(path.sep).join('/');
    if (!located?.matcher.match(relative)) continue;
    const read = await workspace.read(absolutePath);
    if (!('text' in read)) {
      unreadable.push({ path: relative, message: read.problem.message });
      continue;
    }
    if (!isWanted(read.text)) continue;
    const file = await check(workspace, absolutePath, read.text, folder, now);
    if (!file) continue;
    const { environment, ...rest } = file;
    found.set(environment, [...(found.get(environment) ?? []), rest]);
  }
  return { environments: inOrder(found), unreadable };
}

async function check(
  workspace: Workspace,
  absolutePath: string,
  text: string,
  folder: string,
  now: Date,
): Promise<(EnvironmentFile & { readonly environment: string }) | undefined> {
  const governed = await workspace.governanceOf(absolutePath, text);
  const environment = environmentBy(folder, governed);
  if (!governed || environment === undefined) return undefined;
  const { governance, path: relative } = governed;
  const checked = checkText({ path: relative, text, governance, now });
  return { environment, path: relative, absolutePath, text, checked };
}

/**
 * Of paths of a content, relative to the manifest's folder, those that the manifest, as it is here, maps to no environment
 * or to another one. Whether the files are there makes no difference.
 */
export async function unmappedPaths(
  workspace: Workspace,
  folder: string,
  environment: string,
  paths: readonly string[],
): Promise<readonly string[]> {
  const unmapped: string[] = [];
  for (const each of paths) {
    const governed = await workspace.governanceOf(path.join(folder, each), '');
    if (environmentBy(folder, governed) !== environment) unmapped.push(each);
  }
  return unmapped;
}

/** Undefined where the manifest of the folder does not say it. */
function environmentBy(folder: string, governed: Governed | undefined): string | undefined {
  if (governed?.root !== folder || governed.governance.isEnvironmentGuessed) return undefined;
  return governed.governance.environment;
}

function inOrder(found: ReadonlyMap<string, EnvironmentFile[]>): ReadonlyMap<string, EnvironmentFile[]> {
  const sorted = [...found].sort(([a], [b]) => compare(a, b));
  return new Map(sorted.map(([name, files]) => [name, files.sort((a, b) => compare(a.path, b.path))]));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
