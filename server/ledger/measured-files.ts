/** Which files of the workspace are measured against a ledger, open or not, there or gone. */
import path from 'node:path';
import { MANIFEST_NAME } from '../../shared/node/project-loader.ts';
import { relativePath } from '../../shared/node/relative-path.ts';
import type { ServerContext } from '../context.ts';
import type { Baselines } from './baselines.ts';
import { manifestFolders } from './manifest-folders.ts';

export interface MeasuredFiles {
  /** Absolute: those that an active version has, and those of the environments that have one. */
  all(): Promise<readonly string[]>;
  /** Whether this one is among them. */
  has(absolutePath: string): Promise<boolean>;
}

export type MeasuredFilesParts = Pick<ServerContext, 'folders' | 'ledgers' | 'projects' | 'siblings'> & {
  readonly baselines: Baselines;
};

export function createMeasuredFiles(parts: MeasuredFilesParts): MeasuredFiles {
  const { baselines, ledgers, projects, siblings } = parts;
  const listed = (folder: string): Promise<readonly string[]> =>
    siblings.filesBelow(folder).catch((): readonly string[] => []);
  const filesIn = async (folder: string): Promise<string[]> => {
    const opened = await ledgers.in(folder);
    const versions = opened.ok ? await opened.value.activeVersions() : opened;
    if (!versions.ok || versions.value.length === 0) return [];
    const environments = new Set(versions.value.map(({ environment }) => environment));
    const found = versions.value.flatMap(({ files }) => files.map(file => path.join(folder, file)));
    for (const file of await listed(folder)) {
      const { governance, root } = (await projects.governanceOf(file, '', NO_PREFERENCES)) ?? {};
      if (root === folder && environments.has(governance?.environment ?? '')) found.push(file);
    }
    return found;
  };
  return {
    all: async () => {
      const found = new Set<string>();
      for (const folder of await manifestFolders(parts)) {
        const located = await projects.locate(path.join(folder, MANIFEST_NAME));
        if (!located?.project.manifest.ledger) continue;
        for (const file of await filesIn(folder)) found.add(file);
      }
      return [...found];
    },
    has: async file => {
      const baseline = await baselines.of(file);
      const located = baseline && (await projects.locate(file));
      if (!located) return false;
      if (baseline.version.files.includes(relativePath(located.folder, file))) return true;
      return (await listed(located.folder)).includes(file);
    },
  };
}

const NO_PREFERENCES = { dialects: [], profile: '' };
