/** The content of a version or request: an environment's files with their secrets cut out, and where these are kept. */
import { BUNDLE_NAME } from './bundle.ts';
import { ATTACHMENT, PATH } from './names.ts';
import { type Accepted, nullable, record, sortedBy } from './shape.ts';

export const MOST_FILES = 1000;

export const CONTENT = record({
  /** In order of their paths, none twice. Each `cut` is a `CutFile` as canonical JSON. */
  files: sortedBy('path', record({ path: PATH, cut: ATTACHMENT }), MOST_FILES),
  /** The `Bundle` of what was cut; null when no file has a secret. */
  bundle: nullable(BUNDLE_NAME),
});

export type Content = Accepted<typeof CONTENT>;

export function attachmentsOf({ files, bundle }: Content): readonly string[] {
  return [...files.map(({ cut }) => cut), ...(bundle === null ? [] : [bundle.sealed])];
}
