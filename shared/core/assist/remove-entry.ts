/** Takes an entry out of a document, with its line when it has one to itself. */
import type { Document, Entry, MapNode } from '../document/document.ts';
import { type Span, spanOf } from '../text/text.ts';
import { endOfLine } from '../validation/lines.ts';

/** The text to delete. `map`: what the entry stands in. Comments on other lines stay. */
export function spanOfEntry(entry: Entry, map: MapNode, { text }: Pick<Document, 'text'>): Span {
  const end = Math.max(entry.keySpan.end, entry.span.end);
  const line = wholeLine(text, entry.span.start);
  const before = text.slice(line.start, entry.span.start);
  const after = text.slice(end, endOfLine(text, end));
  const isAlone = /^\uFEFF?\s*(?:export\s+)?["']?$/.test(before) && /^["']?\s*(?:#.*)?$/.test(after);
  const isFlow = text[map.span.start] === '{' && map.span.end > end;
  if (isAlone && !isFlow) {
    const mark = before.startsWith('\uFEFF') ? 1 : 0;
    return spanOf(line.start + mark, wholeLine(text, end).end);
  }
  const index = map.entries.indexOf(entry);
  const next = map.entries[index + 1];
  if (next && next.span.start >= end) return spanOf(entry.span.start, next.span.start);
  const previous = map.entries[index - 1];
  return spanOf(
    previous && previous.span.end <= entry.span.start ? previous.span.end : entry.span.start,
    end,
  );
}

/** From the line's first character to the next line's. */
export function wholeLine(text: string, offset: number): Span {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const end = endOfLine(text, offset);
  const lineBreak = text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1;
  return spanOf(start, Math.min(end + lineBreak, text.length));
}
