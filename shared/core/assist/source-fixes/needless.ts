/** Takes out what has no effect: a key that nothing knows, a rule that is not there, a waiver that waives nothing. */
import type { ListNode, Node } from '../../document/document.ts';
import { type Span, spanOf } from '../../text/text.ts';
import { entryWithKeyAt } from '../find-entry.ts';
import { spanOfEntry, wholeLine } from '../remove-entry.ts';
import { type SourceFixContext, type SourceFixer, sourceFix } from '../source-fix.ts';
import { waiversOf } from './nearest.ts';

export const needless: SourceFixer = (problem, context) => {
  const { code, span } = problem;
  const { document } = context;
  if (code.startsWith('waiver/')) {
    const found = spanOfWaiver(span, context);
    return found
      ? [sourceFix('needless', 'Remove this waiver', problem, [{ span: found, newText: '' }])]
      : [];
  }
  if (!/^manifest\/unknown-(?:key|rule)$/.test(code)) return [];
  const found = entryWithKeyAt(document, span.start);
  if (!found || found.map.entries.length === 1) return [];
  const edits = [{ span: spanOfEntry(found.entry, found.map, document), newText: '' }];
  return [sourceFix('needless', `Remove ${found.entry.key}`, problem, edits)];
};

/** The last one goes with its key: a list without entries is no list. */
function spanOfWaiver(span: Span, { document }: SourceFixContext): Span | undefined {
  const [root] = document.roots;
  const entry = waiversOf(root);
  if (root?.kind !== 'map' || entry?.value.kind !== 'list') return undefined;
  const index = entry.value.items.findIndex(item => item.span.start === span.start);
  if (index < 0) return undefined;
  if (entry.value.items.length === 1) return spanOfEntry(entry, root, document);
  return spanOfItem(index, entry.value, document.text);
}

/** With its lines in block style, with its comma in flow style. */
function spanOfItem(index: number, { items, span }: ListNode, text: string): Span | undefined {
  const item = items[index];
  if (!item) return undefined;
  const end = endOf(item, text);
  if (text[span.start] === '[') {
    const next = items[index + 1];
    if (next) return spanOf(item.span.start, next.span.start);
    const before = items[index - 1];
    return before && spanOf(endOf(before, text), end);
  }
  const line = wholeLine(text, item.span.start);
  const isAlone = /^\s*-\s+$/.test(text.slice(line.start, item.span.start));
  return isAlone ? spanOf(line.start, wholeLine(text, end).end) : undefined;
}

function endOf({ span }: Node, text: string): number {
  return span.start + text.slice(span.start, span.end).trimEnd().length;
}
