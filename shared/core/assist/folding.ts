/** What can be folded away: groups of variables, values over several lines, mappings, comments, and marked regions. */
import type { Document, Node } from '../document/document.ts';
import type { DotenvDocument } from '../document/dotenv.ts';
import { asDotenv } from './as-dotenv.ts';
import { variableFolds } from './folding-dotenv.ts';

export interface Fold {
  /** 0-based. The line that stays. */
  readonly startLine: number;
  /** 0-based, after `startLine`. The last line that goes. */
  readonly endLine: number;
  readonly kind?: 'comment' | 'region';
}

/** At most one fold begins on a line. In source order. */
export function foldingRanges(document: Document): readonly Fold[] {
  const dotenv = asDotenv(document);
  const structure = dotenv
    ? statementFolds(dotenv)
    : document.roots.flatMap(root => nodeFolds(root, document));
  const folds = [...regionFolds(document), ...structure].sort(
    (a, b) => a.startLine - b.startLine || b.endLine - a.endLine,
  );
  const begun = new Set<number>();
  return folds.filter(({ startLine, endLine }) => {
    if (endLine <= startLine || begun.has(startLine)) return false;
    begun.add(startLine);
    return true;
  });
}

function statementFolds(document: DotenvDocument): Fold[] {
  const { lines, starts, statements } = document;
  const values = statements.flatMap((statement, index): Fold[] => {
    if (statement.kind !== 'assignment') return [];
    const start = starts[index] ?? 0;
    const { line: startLine } = lines.positionAt(start + statement.key.span.start);
    return [{ startLine, endLine: lines.positionAt(start + statement.value.span.end).line }];
  });
  return [...values.filter(({ startLine, endLine }) => endLine > startLine), ...variableFolds(document)];
}

/** From a key to the end of what stands under it. */
function nodeFolds(root: Node, { lines }: Document): Fold[] {
  const folds: Fold[] = [];
  const visit = (node: Node, from: number): void => {
    const { start, end } = node.span;
    const fold = {
      startLine: lines.positionAt(from).line,
      endLine: lines.positionAt(Math.max(start, end - 1)).line,
    };
    if (fold.endLine > fold.startLine) folds.push(fold);
    const isOwn = (inner: Node): boolean => inner.span.start >= start && inner.span.end <= end;
    if (node.kind === 'list') for (const item of node.items) if (isOwn(item)) visit(item, item.span.start);
    if (node.kind !== 'map') return;
    for (const { keySpan, value } of node.entries) {
      if (keySpan.start >= start && isOwn(value)) visit(value, keySpan.start);
    }
  };
  if (root.kind === 'map') for (const { keySpan, value } of root.entries) visit(value, keySpan.start);
  if (root.kind === 'list') for (const item of root.items) visit(item, item.span.start);
  return folds;
}

/** `#region` to its `#endregion`; what is not closed is no region. */
function regionFolds({ comments, lines }: Document): Fold[] {
  const folds: Fold[] = [];
  const open: number[] = [];
  for (const { text, span } of comments) {
    const [, word] = /^\s*(region|endregion)\b/.exec(text) ?? [];
    const { line } = lines.positionAt(span.start);
    if (word === 'region') open.push(line);
    const startLine = word === 'endregion' ? open.pop() : undefined;
    if (startLine !== undefined) folds.push({ startLine, endLine: line, kind: 'region' });
  }
  return folds;
}
