/** Finds the statements of an edited text by reading only those that the edit can have changed. */
import type { TextEdit } from '../text/text.ts';
import { applyEdits } from '../text/text.ts';
import type { DialectReader } from './dialect-reader.ts';
import type { Placed } from './dotenv-nodes.ts';
import { createSource } from './dotenv-source.ts';
import type { Statement } from './dotenv-statement.ts';

/**
 * Scans from the first statement whose reading looked at the edited place, until a statement ends where an old one
 * behind the edit began. What follows there is kept: it is shifted by changing numbers only.
 */
export function scanFrom(
  { text: before, statements, starts }: Placed,
  edit: TextEdit,
  reader: DialectReader,
): Placed {
  const text = applyEdits(before, [edit]);
  const delta = text.length - before.length;
  const first = firstTouched(statements, starts, edit.span.start);
  const source = createSource(text);
  const fresh: Statement[] = [];
  const freshStarts: number[] = [];
  let offset = starts[first] ?? before.length;
  let next = indexAtOrAfter(starts, edit.span.end);
  while (offset < text.length) {
    while (next < starts.length && (starts[next] ?? 0) + delta < offset) next++;
    const isKept = next < starts.length && (starts[next] ?? 0) + delta === offset;
    // The very start of a text is read differently: nothing can be moved there, or from there.
    if (isKept && (offset === 0) === (starts[next] === 0)) break;
    const statement = reader.scan(source, offset);
    fresh.push(statement);
    freshStarts.push(offset);
    offset += statement.length;
  }
  const kept = offset < text.length ? next : starts.length;
  return {
    text,
    statements: [...statements.slice(0, first), ...fresh, ...statements.slice(kept)],
    starts: [...starts.slice(0, first), ...freshStarts, ...starts.slice(kept).map(start => start + delta)],
  };
}

function firstTouched(statements: readonly Statement[], starts: readonly number[], place: number): number {
  const index = statements.findIndex((statement, at) => (starts[at] ?? 0) + statement.reach > place);
  return index < 0 ? statements.length : index;
}

function indexAtOrAfter(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
