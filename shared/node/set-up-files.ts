/** Reads the files of a folder from which a manifest can be proposed. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { formatOf } from '../core/document/format.ts';
import type { InferenceInput } from '../core/profile/infer.ts';
import { isSetUpEvidence } from '../core/profile/infer-readers.ts';
import { isMarker } from '../core/profile/infer-units.ts';
import { folderOf } from '../core/text/path.ts';
import { readText } from './read-text.ts';
import { relativePath } from './relative-path.ts';
import { openWorkspace } from './workspace.ts';

const MOST_FILES = 500;
/** Bytes of a file that is only looked at for names. */
const LARGEST = 1_000_000;
/** Where applications keep YAML files that are called like environments. */
const CONFIGURATION_FOLDERS = [
  '',
  'config',
  'configs',
  'conf',
  'env',
  'envs',
  'environments',
  'settings',
  'deploy',
];

/** Every dotenv file below, YAML in the usual places, and what tells who reads them. Unreadable ones are left out. */
export async function filesForSetUp(folder: string, signal?: AbortSignal): Promise<InferenceInput[]> {
  const paths = new Set<string>();
  for (const name of await candidates(folder, CONFIGURATION_FOLDERS)) paths.add(name);
  const workspace = openWorkspace({ roots: [folder], trusted: false });
  for await (const file of workspace.configurationFiles({ ...(signal && { signal }) })) {
    if (paths.size >= MOST_FILES) break;
    paths.add(relativePath(folder, file));
  }
  for (const name of await candidates(folder, foldersAround(paths))) paths.add(name);
  const inputs = await Promise.all([...paths].map(name => read(folder, name)));
  return inputs.filter(input => input !== undefined);
}

/** The folders that dotenv files are in, and those around them: programs of their own in a larger repository. */
function foldersAround(paths: ReadonlySet<string>): string[] {
  const folders = new Set<string>();
  for (const name of paths) {
    if (formatOf(name) !== 'dotenv') continue;
    for (let current = folderOf(name); current !== '' && !folders.has(current); current = folderOf(current))
      folders.add(current);
  }
  return [...folders].slice(0, MOST_FILES);
}

async function candidates(folder: string, below: readonly string[]): Promise<string[]> {
  const listed = await Promise.all(below.map(name => listFiles(folder, name)));
  return listed.flat().slice(0, MOST_FILES);
}

async function listFiles(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch(() => []);
  const names = entries.filter(entry => entry.isFile()).map(entry => entry.name);
  const wanted = names.filter(name => /\.ya?ml$/.test(name) || isSetUpEvidence(name) || isMarker(name));
  return wanted.sort().map(name => (below === '' ? name : `${below}/${name}`));
}

async function read(folder: string, name: string): Promise<InferenceInput | undefined> {
  const result = await readText(path.join(folder, name), LARGEST);
  return 'text' in result ? { path: name, text: result.text } : undefined;
}
