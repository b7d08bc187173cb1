/** Divides a repository into the folders that get a manifest of their own: its services, where each has its own files. */
import { formatOf } from '../document/format.ts';
import { baseNameOf, folderOf } from '../text/path.ts';
import { canonicalEnvironment } from './environments.ts';
import type { InferenceInput } from './infer.ts';

export interface SetUpUnit {
  /** Empty: the folder itself. */
  readonly folder: string;
  /** Paths relative to the folder. */
  readonly inputs: readonly InferenceInput[];
}

/** What a program of its own has in its folder. */
const MARKERS =
  /^(?:package\.json|go\.mod|pyproject\.toml|requirements\.txt|setup\.py|Pipfile|manage\.py|Gemfile|composer\.json|Cargo\.toml|pom\.xml|build\.gradle(?:\.kts)?|mix\.exs|Dockerfile)$/;

export function isMarker(name: string): boolean {
  return MARKERS.test(name);
}

/** One for each program's folder that has dotenv files; the folder itself for all other files. */
export function inferUnits(inputs: readonly InferenceInput[]): SetUpUnit[] {
  const programs = new Set(
    inputs.filter(({ path }) => isMarker(baseNameOf(path))).map(({ path }) => folderOf(path)),
  );
  const dotenv = inputs.filter(({ path }) => formatOf(path) === 'dotenv');
  const folders = new Set(dotenv.map(({ path }) => programOf(path, programs)));
  if (folders.size === 0) folders.add('');
  return [...folders].sort().map(folder => ({
    folder,
    inputs: inputs.flatMap(({ path, text }) => {
      if (nearest(path, folders) !== folder) return [];
      return [{ path: folder === '' ? path : path.slice(folder.length + 1), text }];
    }),
  }));
}

/** The nearest folder around the file with a program of its own. */
function programOf(path: string, programs: ReadonlySet<string>): string {
  return nearest(path, programs) ?? '';
}

function nearest(path: string, folders: ReadonlySet<string>): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (folders.has(folder)) return folder;
    if (folder === '') return undefined;
  }
}

/** `envs/prod/.env`: the last folder's name is an environment's. */
export function environmentFolder(path: string): string | undefined {
  const name = baseNameOf(folderOf(path));
  return name !== '' && canonicalEnvironment(name, new Map()) !== undefined ? name : undefined;
}
