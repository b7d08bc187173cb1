/** Reads the files of a folder from which a manifest can be proposed. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isEvidence } from '../core/profile/detect-dialects.ts';
import type { InferenceInput } from '../core/profile/infer.ts';
import { readText } from './read-text.ts';
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
  for (const name of await candidates(folder)) paths.add(name);
  const workspace = openWorkspace({ roots: [folder], trusted: false });
  for await (const file of workspace.configurationFiles({ ...(signal && { signal }) })) {
    if (paths.size >= MOST_FILES) break;
    paths.add(path.relative(folder, file).split(path.sep).join('/'));
  }
  const inputs = await Promise.all([...paths].map(name => read(folder, name)));
  return inputs.filter(input => input !== undefined);
}

async function candidates(folder: string): Promise<string[]> {
  const listed = await Promise.all(CONFIGURATION_FOLDERS.map(name => listFiles(folder, name)));
  return listed.flat().slice(0, MOST_FILES);
}

async function listFiles(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch(() => []);
  const names = entries.filter(entry => entry.isFile()).map(entry => entry.name);
  const wanted = names.filter(name => /\.ya?ml$/.test(name) || isEvidence(name));
  return wanted.sort().map(name => (below === '' ? name : `${below}/${name}`));
}

async function read(folder: string, name: string): Promise<InferenceInput | undefined> {
  const result = await readText(path.join(folder, name), LARGEST);
  return 'text' in result ? { path: name, text: result.text } : undefined;
}
