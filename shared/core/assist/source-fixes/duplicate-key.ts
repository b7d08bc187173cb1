/** Takes out an entry whose key stands again further down: only the last one is read. */
import { entryWithKeyAt } from '../find-entry.ts';
import { spanOfEntry } from '../remove-entry.ts';
import { type SourceFixer, sourceFix } from '../source-fix.ts';

export const duplicateKey: SourceFixer = (problem, { document }) => {
  if (problem.code !== 'syntax/duplicate-key') return [];
  const found = entryWithKeyAt(document, problem.span.start);
  if (!found) return [];
  const { entry, map } = found;
  const earlier = map.entries.filter(
    ({ key, keySpan }) => key === entry.key && keySpan.start < entry.keySpan.start,
  );
  const edits = earlier.map(each => ({ span: spanOfEntry(each, map, document), newText: '' }));
  const title = `Remove the earlier ${entry.key}, which has no effect`;
  return edits.length > 0 ? [sourceFix('duplicate', title, problem, edits)] : [];
};
