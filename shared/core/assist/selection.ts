/** What a selection grows to, step by step: part, value without its quotes, value, entry, group, file. */
import type { Document, Node } from '../document/document.ts';
import { type Span, spanOf } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import { asDotenv } from './as-dotenv.ts';
import { documentSymbols, type OutlineSymbol } from './symbols.ts';

/** For each offset the spans around it, the innermost first, each in the next; the last one is the whole text. */
export function selectionRanges(checked: Checked, offsets: readonly number[]): readonly (readonly Span[])[] {
  const symbols = documentSymbols(checked);
  return offsets.map(offset => {
    const spans = [...spansOfSymbols(symbols, offset), ...spansOfValue(checked.document, offset)];
    return nested(
      spans.filter(span => holds(span, offset)),
      spanOf(0, checked.document.text.length),
    );
  });
}

function spansOfSymbols(symbols: readonly OutlineSymbol[], offset: number): Span[] {
  const found = symbols.find(symbol => holds(symbol.span, offset));
  if (!found) return [];
  return [found.span, found.nameSpan, ...spansOfSymbols(found.children, offset)];
}

function spansOfValue(document: Document, offset: number): Span[] {
  const dotenv = asDotenv(document);
  if (dotenv) return spansOfStatement(dotenv, offset);
  return document.roots.flatMap(root => spansOfNode(root, document.text, offset));
}

type Dotenv = NonNullable<ReturnType<typeof asDotenv>>;

function spansOfStatement({ starts, statements }: Dotenv, offset: number): Span[] {
  const next = starts.findIndex(start => start > offset);
  const index = next < 0 ? starts.length - 1 : next - 1;
  const statement = statements[index];
  const start = starts[index] ?? 0;
  const spans: Span[] = [];
  if (statement && 'comment' in statement && statement.comment) spans.push(statement.comment);
  if (statement?.kind === 'assignment') {
    const { span, content, parts, references } = statement.value;
    spans.push(span, content, ...parts.map(part => part.span));
    for (const each of references)
      spans.push(each.span, each.nameSpan, ...(each.argument ? [each.argument] : []));
  }
  return spans.map(span => spanOf(span.start + start, span.end + start));
}

function spansOfNode(node: Node, text: string, offset: number): Span[] {
  if (!holds(node.span, offset)) return [];
  if (node.kind === 'scalar') return [node.span, withoutQuotes(node.span, text), ...referenceSpans(node)];
  if (node.kind === 'list') {
    const inner = node.items.find(item => holds(item.span, offset));
    return [node.span, ...(inner ? spansOfNode(inner, text, offset) : [])];
  }
  const entry = node.entries.find(({ span }) => holds(span, offset));
  if (!entry) return [node.span];
  return [node.span, entry.span, entry.keySpan, ...spansOfNode(entry.value, text, offset)];
}

function referenceSpans(node: Node & { kind: 'scalar' }): Span[] {
  return node.references.flatMap(({ span, nameSpan }) => [span, nameSpan]);
}

function withoutQuotes(span: Span, text: string): Span {
  const first = text[span.start];
  const isQuoted =
    (first === '"' || first === "'") && text[span.end - 1] === first && span.end - span.start > 1;
  return isQuoted ? spanOf(span.start + 1, span.end - 1) : span;
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Innermost first, each once; of two that cross, the smaller one; `whole` at the end. */
function nested(spans: readonly Span[], whole: Span): Span[] {
  const ordered = spans
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const chosen: Span[] = [];
  for (const span of ordered) {
    const inner = chosen.at(-1);
    const isAround = !inner || (span.start <= inner.start && span.end >= inner.end);
    if (isAround && !isSame(span, inner) && !isSame(span, whole)) chosen.push(span);
  }
  return [...chosen, whole];
}

function isSame(a: Span, b: Span | undefined): boolean {
  return a.start === b?.start && a.end === b.end;
}
