/** Paths as manifests and people write them: from a folder, with `/` between the parts. */
import path from 'node:path';

/** Dots and empty parts, which have to be resolved. */
const UNRESOLVED = /(?:^|\/)(?:\.{0,2})(?:\/|$)/;

/** Both absolute. Most files are inside the folder, which can be told many times faster than the general answer. */
export function relativePath(folder: string, absolutePath: string): string {
  if (path.sep === '/' && absolutePath.startsWith(folder) && absolutePath[folder.length] === '/') {
    const rest = absolutePath.slice(folder.length + 1);
    if (!UNRESOLVED.test(rest)) return rest;
  }
  return path.relative(folder, absolutePath).split(path.sep).join('/');
}
