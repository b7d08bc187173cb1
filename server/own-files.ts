/** Manifests, profiles and rule files that are open: which project they make, and where they stand in it. */
import path from 'node:path';
import { MANIFEST_NAME } from '../shared/node/project-loader.ts';
import type { ServerContext } from './context.ts';
import { pathOfUri } from './convert.ts';
import type { Rooted } from './locations.ts';

export interface OwnFile extends Rooted {
  readonly text: string;
  /** Relative to `root`, `/` between parts. */
  readonly path: string;
  /** Folders up from `root` that a path may lead out of it, because the workspace begins there. */
  readonly outward: number;
}

/** Undefined for any other document, and for one that is not open. */
export async function ownFile(uri: string, context: ServerContext): Promise<OwnFile | undefined> {
  const absolute = pathOfUri(uri);
  const text = context.documents.get(uri)?.text.toString();
  if (absolute === undefined || text === undefined || !/\.(?:ya?ml|json)$/i.test(absolute)) return undefined;
  const located = await context.projects.locate(absolute);
  if (!located) return undefined;
  const { project, folder: root, sources } = located;
  if (path.basename(absolute) !== MANIFEST_NAME && !sources.has(absolute)) return undefined;
  const relative = path.relative(root, absolute).split(path.sep).join('/');
  return { project, root, text, path: relative, outward: outwardOf(root, context) };
}

function outwardOf(root: string, { folders }: ServerContext): number {
  const around = folders.of(path.join(root, MANIFEST_NAME))?.path ?? root;
  return path
    .relative(around, root)
    .split(path.sep)
    .filter(part => part !== '').length;
}
