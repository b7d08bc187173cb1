/** The other files that findings point into, read so that offsets in them can be told as lines. */
import path from 'node:path';
import { createLineIndex } from '../shared/core/text/line-index.ts';
import type { Range } from '../shared/core/text/text.ts';
import type { Finding, RelatedPlace } from '../shared/core/validation/finding.ts';
import { uriOfPath } from './convert.ts';
import type { OpenDocuments } from './documents.ts';
import type { Projects } from './projects.ts';

export interface RelatedFiles {
  /** Undefined when the file cannot be read. */
  locate(place: RelatedPlace): { readonly uri: string; readonly range: Range } | undefined;
}

/** `root`: absolute, what the places' paths are relative to. */
export async function readRelatedFiles(
  findings: readonly Finding[],
  root: string,
  { documents, projects }: { readonly documents: OpenDocuments; readonly projects: Projects },
): Promise<RelatedFiles> {
  const paths = new Set(findings.flatMap(({ related }) => related.flatMap(place => place.path ?? [])));
  const files = new Map<string, { uri: string; lines: ReturnType<typeof createLineIndex> }>();
  for (const relative of paths) {
    const absolute = path.resolve(root, relative);
    const read = await projects.read(absolute);
    if ('problem' in read) continue;
    const uri = documents.uriAt(absolute) ?? uriOfPath(absolute);
    files.set(relative, { uri, lines: createLineIndex(read.text) });
  }
  return {
    locate: place => {
      const file = files.get(place.path ?? '');
      return file && { uri: file.uri, range: file.lines.rangeOf(place.span) };
    },
  };
}
