/** Collects git's ignore files on the way down a tree. */
import path from 'node:path';
import { type IgnoreFile, parseIgnoreFile } from '../core/text/gitignore.ts';
import { isWithin } from './boundary.ts';
import { readText } from './read-text.ts';

/** Bytes. */
const LARGEST_IGNORE_FILE = 200_000;

export interface Ignores {
  /** Whether git would leave out this folder. */
  isIgnored(absoluteFolder: string): boolean;
  readonly files: readonly PlacedIgnoreFile[];
}

interface PlacedIgnoreFile {
  readonly folder: string;
  readonly file: IgnoreFile;
}

/** The ignore files of the folders around `folder`, from `boundary` down. Its own is added when it is read. */
export async function ignoresAround(folder: string, boundary: string): Promise<Ignores> {
  const around: string[] = [];
  for (let current = folder; current !== boundary && isWithin(current, boundary); ) {
    current = path.dirname(current);
    around.unshift(current);
  }
  let ignores = create([]);
  for (const current of around) ignores = await withIgnoreFile(ignores, current);
  return ignores;
}

export async function withIgnoreFile(ignores: Ignores, folder: string): Promise<Ignores> {
  const read = await readText(path.join(folder, '.gitignore'), LARGEST_IGNORE_FILE);
  if (!('text' in read)) return ignores;
  return create([...ignores.files, { folder, file: parseIgnoreFile(read.text) }]);
}

function create(files: readonly PlacedIgnoreFile[]): Ignores {
  const isIgnored = (absoluteFolder: string): boolean => {
    for (const { folder, file } of files.toReversed()) {
      const relative = path.relative(folder, absoluteFolder).split(path.sep).join('/');
      const decision = file.decide(relative);
      if (decision) return decision === 'ignored';
    }
    return false;
  };
  return { isIgnored, files };
}
