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
  const of = (folder: string): Promise<Boundary> => {
    const known = cache.get(folder);
    if (known) return known;
    const found = find(folder, roots, of);
    cache.set(folder, found);
    return found;
  };
  return { of };
}

export function isWithin(absolutePath: string, folder: string): boolean {
  const relative = path.relative(folder, absolutePath);
  return (
    relative === '' ||
    (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
  );
}

/** `of`: the same for the folder around, which many folders share. */
async function find(
  folder: string,
  roots: readonly string[],
  of: (parent: string) => Promise<Boundary>,
): Promise<Boundary> {
  const around = roots.filter(root => isWithin(folder, root)).sort((a, b) => a.length - b.length);
  const [outermost] = around;
  if (outermost !== undefined) return { search: outermost, contains: true };
  const isRepository = await stat(path.join(folder, '.git')).then(
    () => true,
    () => false,
  );
  if (isRepository) return { search: folder, contains: true };
  const parent = path.dirname(folder);
  return parent === folder ? { search: folder, contains: false } : of(parent);
}
