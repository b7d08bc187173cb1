/** Takes out a field that the schema does not know. */
import { entryWithKeyAt } from '../find-entry.ts';
import { type Fixer, idOf } from '../fix.ts';
import { spanOfEntry } from '../remove-entry.ts';

export const unknownField: Fixer = (finding, { checked: { document }, setting }) => {
  if (finding.code !== 'schema/unknown-field' || !setting) return [];
  const found = entryWithKeyAt(document, setting.keySpan.start);
  if (!found) return [];
  const edits = () => [{ span: spanOfEntry(found.entry, found.map, document), newText: '' }];
  const title = `Remove ${setting.name}`;
  return [{ id: idOf('unknown-field', finding), title, removes: true, isSafe: false, edits }];
};
