/** Decides how far up a manifest is looked for. */
import { stat } from 'node:fs/promises';
import path from 'node:path';

export interface Boundary {
  /** Absolute folder where the search for a manifest ends. */
  readonly search: string;
  /** Whether files anywhere below `search` may be read; otherwise only those below the manifest. */
  readonly contains: boolean;
}

export interface Boundaries {
  of(folder: string): Promise<Boundary>;
}

/** The outermost workspace folder around a folder, else its git repository, else the file system's root. */
export function createBoundaries(roots: readonly string[]): Boundaries {
  const cache = new Map<string, Promise<Boundary>>();
  return {
    of: folder => {
      const known = cache.get(folder);
      if (known) return known;
      const found = find(folder, roots);
      cache.set(folder, found);
      return found;
    },
  };
}

export function isWithin(absolutePath: string, folder: string): boolean {
  const relative = path.relative(folder, absolutePath);
  return (
    relative === '' ||
    (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
  );
}

async function find(folder: string, roots: readonly string[]): Promise<Boundary> {
  const around = roots.filter(root => isWithin(folder, root)).sort((a, b) => a.length - b.length);
  const [outermost] = around;
  if (outermost !== undefined) return { search: outermost, contains: true };
  for (let current = folder; ; current = path.dirname(current)) {
    const isRepository = await stat(path.join(current, '.git')).then(
      () => true,
      () => false,
    );
    if (isRepository) return { search: current, contains: true };
    if (current === path.dirname(current)) return { search: current, contains: false };
  }
}
