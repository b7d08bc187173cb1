/** What a manifest's completion has to look at the disk for: globs that match something, and names in mapped files. */
import path from 'node:path';
import { globsFor } from '../shared/core/assist/completion-globs.ts';
import { mappedNames, patternAt } from '../shared/core/assist/completion-mapped.ts';
import type { FileNames } from '../shared/core/assist/completion-source-names.ts';
import { matchingFiles } from '../shared/node/matching-files.ts';
import { filesForSetUp } from '../shared/node/set-up-files.ts';
import type { ServerContext } from './context.ts';
import type { SourceFile } from './source-files.ts';

/** Files that are read for the names in them. */
const MOST_READ = 16;

/** `offset`: of the cursor in the manifest. */
export async function fileNames(
  wanted: keyof FileNames | undefined,
  { document, folder }: SourceFile,
  offset: number,
  { projects }: ServerContext,
): Promise<FileNames> {
  if (wanted === 'globs') {
    const files = await filesForSetUp(folder);
    return { globs: globsFor(files.map(file => file.path)), mapped: [] };
  }
  if (wanted !== 'mapped') return { globs: [], mapped: [] };
  const paths = await matchingFiles(folder, patternAt(document, offset) ?? '', MOST_READ);
  const texts = await Promise.all(
    paths.map(async file => {
      const read = await projects.read(path.join(folder, file));
      return 'text' in read ? [{ path: file, text: read.text }] : [];
    }),
  );
  return { globs: [], mapped: mappedNames(texts.flat()) };
}
