/** Tells which of our own files one is: manifest, profile, rule file or schema. */
import type { Document } from '../document/document.ts';
import { folderOf, joinPath } from '../text/path.ts';
import type { Project } from '../validation/project.ts';
import type { SourceKind } from './schema-walk.ts';

export const MANIFEST = 'secure-config.yaml';

/** `path`: relative to the manifest's folder. Undefined for a file that is none of the project's sources. */
export function sourceKindOf(
  path: string,
  document: Document,
  project: Project | undefined,
): SourceKind | undefined {
  if (path === MANIFEST) return 'manifest';
  if (!project || !isSource(path, project)) return undefined;
  const keys = keysOf(document);
  const isListed = project.sources.includes(`${folderOf(path)}/`);
  if (
    isListed ||
    keys.has('must') ||
    project.profile.rules.some(({ source }) => source === path && keys.has('id'))
  )
    return 'rule';
  if (isExtended(path, project) || /(^|\/)profile\.ya?ml$/.test(path) || keys.has('extends'))
    return 'profile';
  return keys.has('properties') || keys.has('$schema') ? 'schema' : undefined;
}

function isSource(path: string, { sources }: Project): boolean {
  return sources.includes(path) || sources.some(source => source.endsWith('/') && path.startsWith(source));
}

function isExtended(path: string, { manifest }: Project): boolean {
  return manifest.extends.some(extended => {
    const target = joinPath('', extended, 100);
    return target === path || `${target}/profile.yaml` === path;
  });
}

function keysOf({ roots }: Document): ReadonlySet<string> {
  const [root] = roots;
  return new Set(root?.kind === 'map' ? root.entries.map(({ key }) => key) : []);
}
