/** Checks the files that are to be compared, and puts those of one project together. */
import path from 'node:path';
import { type Checked, checkText } from '../../shared/core/validation/check.ts';
import { readText } from '../../shared/node/read-text.ts';
import { mapInOrder } from '../check/in-order.ts';
import { type Source, shownPath } from '../check/sources.ts';
import type { Io } from '../io.ts';
import type { Projects } from '../projects.ts';

export interface CheckedProjects {
  readonly projects: readonly CheckedProject[];
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

export interface CheckedProject {
  /** The manifest's folder, else that of the files, as it is shown. */
  readonly name: string;
  /** Their paths are those of the sources. */
  readonly files: readonly Checked[];
}

const AT_A_TIME = 16;

export async function checkedProjects(
  sources: readonly Source[],
  projects: Projects,
  io: Io,
): Promise<CheckedProjects> {
  const found = new Map<unknown, { readonly name: string; readonly files: Checked[] }>();
  const unreadable: { path: string; message: string }[] = [];
  const files = each(sources.filter(({ kind }) => kind !== 'folder'));
  for await (const result of mapInOrder(files, AT_A_TIME, source => check(source, projects, io))) {
    if (!result || io.signal.aborted) continue;
    if ('message' in result) unreadable.push(result);
    else {
      const known = found.get(result.project) ?? { name: nameOf(result.root, io), files: [] };
      known.files.push(result.checked);
      found.set(result.project, known);
    }
  }
  return { projects: [...found.values()], unreadable };
}

function nameOf(folder: string, io: Io): string {
  return folder === io.folder ? '.' : shownPath(folder, io.folder);
}

interface FileOfProject {
  /** Same project, same identity: of files without profile the folder. */
  readonly project: unknown;
  readonly root: string;
  readonly checked: Checked;
}

async function check(
  source: Source,
  projects: Projects,
  io: Io,
): Promise<FileOfProject | { path: string; message: string } | undefined> {
  const { path: shown, absolutePath, failure, isNamed } = source;
  if (failure !== undefined) return { path: shown, message: failure };
  const read = source.text === undefined ? await readText(absolutePath) : { text: source.text };
  if (!('text' in read)) return { path: shown, message: read.problem.message };
  const governed = await projects.govern(absolutePath, read.text, isNamed);
  if (!governed) return undefined;
  const { governance } = governed;
  const checked = checkText({ path: governed.path, text: read.text, governance, now: io.now() });
  const folder = path.dirname(absolutePath);
  return {
    project: governance.project ?? (isNamed ? 'named' : folder),
    root: governance.project ? governed.root : folder,
    checked: { ...checked, path: shown },
  };
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
