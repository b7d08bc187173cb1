/** Takes out one of two names that set the same field. */
import { entryWithKeyAt } from '../find-entry.ts';
import { type Fixer, idOf } from '../fix.ts';
import { spanOfEntry } from '../remove-entry.ts';

/** Not safe: either may be the one that the program reads. */
export const sameField: Fixer = (finding, { checked: { document } }) => {
  if (finding.code !== 'name/same-field') return [];
  const places = [...finding.related.map(({ span }) => span), finding.span];
  return places.flatMap(({ start }, index) => {
    const found = entryWithKeyAt(document, start);
    if (!found) return [];
    const { entry, map } = found;
    const title = `Remove ${entry.key} in line ${document.lines.positionAt(start).line + 1}`;
    const edits = () => [{ span: spanOfEntry(entry, map, document), newText: '' }];
    return [{ id: idOf(`same field ${index}`, finding), title, removes: true, isSafe: false, edits }];
  });
};
