/**
 * Groups of a dotenv file as its author laid them out: blocks between empty lines, and within a block the stretches that
 * a comment heads, unless every variable has a comment of its own.
 */
import type { DotenvDocument } from '../document/dotenv.ts';
import type { Fold } from './folding.ts';

interface Row {
  readonly isComment: boolean;
  /** 0-based. */
  readonly line: number;
  readonly lastLine: number;
}

export function variableFolds(document: DotenvDocument): readonly Fold[] {
  return blocksOf(document).flatMap(block => {
    if (block.every(row => row.isComment)) return fold(block, 'comment');
    const parts = headedParts(block);
    const isHeaded = parts.some(part => part.filter(row => !row.isComment).length > 1);
    return (isHeaded ? parts : [block]).flatMap(part => fold(part));
  });
}

/** A region's marks belong to no block. */
const MARK = /^#\s*(?:end)?region\b/;

function blocksOf({ lines, starts, statements, text }: DotenvDocument): Row[][] {
  const blocks: Row[][] = [];
  let current: Row[] = [];
  for (const [index, statement] of statements.entries()) {
    const start = starts[index] ?? 0;
    const isMark =
      statement.kind === 'comment' &&
      MARK.test(text.slice(start + statement.comment.start, start + statement.comment.end));
    if (statement.kind === 'blank' || isMark) {
      if (current.length > 0) blocks.push(current);
      current = [];
      continue;
    }
    const { line } = lines.positionAt(start);
    const lastLine = lines.positionAt(start + Math.max(0, statement.length - 1)).line;
    current.push({ isComment: statement.kind === 'comment', line, lastLine });
  }
  return current.length > 0 ? [...blocks, current] : blocks;
}

/** A comment behind a variable heads what follows. */
function headedParts(block: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  let previous: Row | undefined;
  for (const row of block) {
    const part = parts.at(-1);
    if (part && !(row.isComment && previous?.isComment === false)) part.push(row);
    else parts.push([row]);
    previous = row;
  }
  return parts;
}

function fold(rows: readonly Row[], kind?: 'comment'): Fold[] {
  const startLine = rows[0]?.line ?? 0;
  const endLine = rows.at(-1)?.lastLine ?? 0;
  return endLine > startLine ? [{ startLine, endLine, ...(kind && { kind }) }] : [];
}
