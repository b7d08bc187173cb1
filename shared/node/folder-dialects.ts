/** Finds out from a folder, and the ones around it, which programs read its dotenv files. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { DialectName } from '../core/document/dialect.ts';
import { dialectsFrom, type EvidenceFile, isEvidence } from '../core/profile/detect-dialects.ts';
import { readText } from './read-text.ts';

/** Bytes of a file that is only looked at for hints. */
const LARGEST_EVIDENCE = 500_000;
const MOST_FILES = 50;

export interface FolderDialects {
  /** What the nearest folder from `folder` up to `boundary` tells; empty when none tells anything. */
  of(folder: string, boundary: string): Promise<readonly DialectName[]>;
  /** True when what was found may have changed with this file. */
  invalidate(absolutePath: string): boolean;
}

export function createFolderDialects(): FolderDialects {
  const cache = new Map<string, Promise<readonly DialectName[]>>();
  const own = (folder: string): Promise<readonly DialectName[]> => {
    const known = cache.get(folder);
    if (known) return known;
    const found = detect(folder);
    cache.set(folder, found);
    return found;
  };
  return {
    of: async (folder, boundary) => {
      for (let current = folder; ; current = path.dirname(current)) {
        const found = await own(current);
        if (found.length > 0 || current === boundary || current === path.dirname(current)) return found;
      }
    },
    invalidate: absolutePath =>
      isEvidence(path.basename(absolutePath)) && cache.delete(path.dirname(absolutePath)),
  };
}

async function detect(folder: string): Promise<readonly DialectName[]> {
  const names = await readdir(folder).catch(() => []);
  const evidence = names.filter(isEvidence).sort().slice(0, MOST_FILES);
  const files = await Promise.all(evidence.map(name => readEvidence(folder, name)));
  return dialectsFrom(files.filter(file => file !== undefined));
}

async function readEvidence(folder: string, name: string): Promise<EvidenceFile | undefined> {
  const read = await readText(path.join(folder, name), LARGEST_EVIDENCE);
  return 'text' in read ? { name, text: read.text } : undefined;
}
