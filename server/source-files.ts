/** An open manifest, profile, rule file or schema: which of them it is, and the project that it is a part of. */
import path from 'node:path';
import type { SourceKind } from '../shared/core/assist/schema-walk.ts';
import { MANIFEST, sourceKindOf } from '../shared/core/assist/source-kind.ts';
import type { Document } from '../shared/core/document/document.ts';
import { parseYaml } from '../shared/core/document/yaml.ts';
import type { Project } from '../shared/core/validation/project.ts';
import type { ServerContext } from './context.ts';
import { pathOfUri } from './convert.ts';

export interface SourceFile {
  readonly kind: SourceKind;
  readonly document: Document;
  /** Absent: the manifest cannot be read. */
  readonly project?: Project;
  /** Absolute folder of the manifest. */
  readonly folder: string;
}

/** Undefined for every other file. */
export async function sourceFileAt(
  uri: string,
  { documents, projects, settings }: ServerContext,
): Promise<SourceFile | undefined> {
  const file = pathOfUri(uri);
  const text = documents.get(uri)?.text.toString();
  if (file === undefined || text === undefined || !/\.(ya?ml|json)$/i.test(file)) return undefined;
  if (!(await settings.of(uri)).enable) return undefined;
  const located = await projects.locate(file);
  const isManifest = path.basename(file) === MANIFEST;
  if (!isManifest && !located?.sources.has(file) && !isListed(file, located)) return undefined;
  const folder = isManifest ? path.dirname(file) : (located?.folder ?? path.dirname(file));
  const document = parseYaml(text);
  const relative = path.relative(folder, file).split(path.sep).join('/');
  const project = located?.folder === folder ? located.project : undefined;
  const kind = sourceKindOf(relative, document, project);
  return kind && { kind, document, folder, ...(project && { project }) };
}

/** A new file in a folder that is looked through for rules. */
function isListed(
  file: string,
  located: { readonly folder: string; readonly project: Project } | undefined,
): boolean {
  const folder = `${path.dirname(file)}${path.sep}`;
  const sources = located?.project.sources ?? [];
  return sources.some(
    source =>
      source.endsWith('/') &&
      located &&
      folder.startsWith(`${path.resolve(located.folder, source)}${path.sep}`),
  );
}
