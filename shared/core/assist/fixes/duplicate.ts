/** Takes out what a later line sets again: it has no effect. */

import type { Document } from '../../document/document.ts';
import type { DotenvDocument } from '../../document/dotenv.ts';
import { parseDotenv } from '../../document/dotenv.ts';
import { toJson } from '../../document/json.ts';
import { parseYaml } from '../../document/yaml.ts';
import { canonicalJson } from '../../text/canonical-json.ts';
import { applyEdits, type TextEdit } from '../../text/text.ts';
import { entryWithKeyAt } from '../find-entry.ts';
import { type Fixer, idOf } from '../fix.ts';
import { spanOfEntry } from '../remove-entry.ts';

/** Not safe: what is taken out may be the value that was meant. */
export const duplicate: Fixer = (finding, { checked: { document } }) => {
  if (finding.code !== 'syntax/duplicate-key') return [];
  const edits = earlierRemoved(document, finding.span.start);
  if (edits.length === 0 || !readsTheSame(document, applyEdits(document.text, edits))) return [];
  const which = edits.length === 1 ? 'the earlier line' : `the ${edits.length} earlier lines`;
  const title = `Remove ${which}, which ${edits.length === 1 ? 'has' : 'have'} no effect`;
  return [{ id: idOf('duplicate', finding), title, removes: true, isSafe: false, edits: () => edits }];
};

function earlierRemoved(document: Document, offset: number): TextEdit[] {
  const found = entryWithKeyAt(document, offset);
  if (!found) return [];
  const { entry, map } = found;
  return map.entries
    .filter(
      ({ key, keySpan }) => key === entry.key && keySpan.start >= map.span.start && keySpan.start < offset,
    )
    .map(each => ({ span: spanOfEntry(each, map, document), newText: '' }));
}

/** A line between the two may have used the value that is taken out. */
function readsTheSame(document: Document, text: string): boolean {
  if (document.format === 'yaml') {
    const after = parseYaml(text);
    return after.problems.length <= document.problems.length && valuesOf(after) === valuesOf(document);
  }
  const { dialect, environment, values } = document as DotenvDocument;
  const after = parseDotenv(text, { dialect, environment }).values;
  return after.size === values.size && [...values].every(([key, value]) => after.get(key) === value);
}

function valuesOf({ roots }: Document): string {
  return canonicalJson(roots.map(toJson));
}
