/** Globs that match files which are there: with the environment's name captured where a file's name has one, and each file by itself. */
import { canonicalEnvironment } from '../profile/environments.ts';
import { baseNameOf, folderOf } from '../text/path.ts';
import type { Named } from './completion-source-names.ts';

/** Those that match most files first. `paths`: relative to the manifest's folder. */
export function globsFor(paths: readonly string[]): readonly Named[] {
  const captured = new Map<string, string[]>();
  for (const path of paths) {
    const glob = withCapture(path);
    if (glob !== undefined) captured.set(glob, [...(captured.get(glob) ?? []), path]);
  }
  const globs = [...captured].sort(([, a], [, b]) => b.length - a.length);
  return [
    ...globs.map(([name, files]) => ({ name, detail: filesInWords(files) })),
    ...paths.map(name => ({ name, detail: 'this file' })),
  ];
}

/** Undefined when the name says no environment. */
function withCapture(path: string): string | undefined {
  const folder = folderOf(path);
  const parts = baseNameOf(path).split(/([._-])/);
  const named = parts.map(part => canonicalEnvironment(part, new Map()) !== undefined);
  const strong = parts.findIndex((part, index) => named[index] && part !== 'local');
  const place = strong < 0 ? named.indexOf(true) : strong;
  if (place < 0) return undefined;
  const name = parts.with(place, '{environment}').join('');
  return folder === '' ? name : `${folder}/${name}`;
}

const MOST_NAMED = 3;

function filesInWords(files: readonly string[]): string {
  const names = files.slice(0, MOST_NAMED).map(baseNameOf).join(', ');
  return files.length > MOST_NAMED ? `${names}, …` : names;
}
