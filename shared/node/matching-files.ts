/** Finds the files that a glob matches, governed or not: for a manifest that is still being written. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { compileGlob, fixedFolder } from '../core/text/glob.ts';
import { NEVER_ENTERED } from './walk.ts';

/** Folders that are read at most. */
const MOST_FOLDERS = 500;

/** Relative to the folder, `/` between parts, by name; at most `most`. Symbolic links are not followed. */
export async function matchingFiles(folder: string, pattern: string, most: number): Promise<string[]> {
  const compiled = compileGlob(pattern);
  if (!compiled.ok || pattern.split('/').includes('..')) return [];
  const found: string[] = [];
  const waiting = [fixedFolder(pattern).replace(/\/$/, '')];
  for (let read = 0; read < MOST_FOLDERS && waiting.length > 0 && found.length < most; read++) {
    const below = waiting.shift() ?? '';
    const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && !NEVER_ENTERED.has(entry.name)) waiting.push(name);
      if (entry.isFile() && compiled.glob.matches(name)) found.push(name);
    }
  }
  return found.slice(0, most);
}
