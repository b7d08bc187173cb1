/** The folders of the workspace that have a manifest: each may name a ledger. */
import path from 'node:path';
import { MANIFEST_NAME } from '../../shared/node/project-loader.ts';
import type { ServerContext } from '../context.ts';

/** Of every configuration file in the workspace, the folder of its manifest. */
export async function manifestFolders({
  folders,
  projects,
  siblings,
}: Pick<ServerContext, 'folders' | 'projects' | 'siblings'>): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { path: root } of folders.all()) {
    const files = await siblings.filesBelow(root).catch(() => []);
    for (const folder of new Set([root, ...files.map(file => path.dirname(file))])) {
      const located = await projects.locate(path.join(folder, MANIFEST_NAME));
      if (located) found.add(located.folder);
    }
  }
  return [...found].sort();
}
