/** YAML in block style, line by line: which keys a line stands under, and which stand beside it. */
import type { Document } from '../document/document.ts';
import { type Span, spanOf } from '../text/text.ts';

export interface Line {
  /** 0-based. */
  readonly number: number;
  /** Columns of the dashes that it begins with. */
  readonly dashes: readonly number[];
  /** Of the first character that is no blank or dash. */
  readonly column: number;
  readonly isBlank: boolean;
  readonly key?: LineKey;
}

interface LineKey {
  readonly name: string;
  readonly column: number;
  readonly span: Span;
  /** Offset of its colon. */
  readonly colon: number;
}

const LINE = /^([ ]*)((?:-[ ]+)*)(.*)$/;
const KEY = /^("[^"]*"|'[^']*'|[^\s#"'{}[\],&*!|>%@`-][^#]*?|-[^\s#:][^#:]*?)[ ]*:(?=\s|$)/;

export function lineAt({ text, lines }: Document, number: number): Line {
  const start = lines.lineStart(number);
  const written = text.slice(start, lines.lineStart(number + 1)).replace(/[\r\n]+$/, '');
  const [, indent = '', dashes = '', rest = ''] = LINE.exec(written) ?? [];
  const column = indent.length + dashes.length;
  const key = keyOf(rest, start + column, column);
  const isBlank = rest.trim() === '' && dashes === '';
  const places = [...dashes.matchAll(/-/g)].map(({ index }) => indent.length + index);
  return { number, dashes: places, column, isBlank: isBlank || rest.startsWith('#'), ...(key && { key }) };
}

function keyOf(rest: string, start: number, column: number): LineKey | undefined {
  const match = KEY.exec(rest);
  const [whole, written] = match ?? [];
  if (whole === undefined || written === undefined) return undefined;
  const name = /^["']/.test(written) ? written.slice(1, -1) : written;
  return { name, column, span: spanOf(start, start + written.length), colon: start + whole.length - 1 };
}

/** The keys around what begins at a column of the line, outermost first; `-` stands for an entry of a list. */
export function parentsOf(document: Document, line: Line, column: number): string[] {
  const parents: string[] = [];
  let limit = column;
  for (const dash of line.dashes.toReversed()) {
    if (dash >= limit) continue;
    parents.unshift('-');
    limit = dash;
  }
  for (let number = line.number - 1; number >= 0 && (limit > 0 || parents[0] === '-'); number--) {
    const above = lineAt(document, number);
    if (above.isBlank) continue;
    if (isMarker(document, number)) break;
    limit = climb(above, limit, parents);
  }
  return parents;
}

/** Adds to `parents` what of the line is around the column, and returns the column of the outermost of it. */
function climb({ key, dashes, column }: Line, limit: number, parents: string[]): number {
  let current = limit;
  const isAround =
    key && (key.column < current || (key.column === current && parents[0] === '-' && dashes.length === 0));
  if (isAround) {
    parents.unshift(key.name);
    current = key.column;
  } else if (!key && column < current && dashes.length === 0) return current;
  for (const dash of dashes.toReversed()) {
    if (dash >= current) continue;
    parents.unshift('-');
    current = dash;
  }
  return current;
}

/** Lower case. */
export function siblingKeys(document: Document, line: Line, column: number): ReadonlySet<string> {
  const present = new Set<string>();
  const look = (step: 1 | -1): void => {
    const isFirst = (each: Line): boolean =>
      each.dashes.some(dash => dash < column) && each.column === column;
    if (step < 0 && isFirst(line)) return;
    for (let number = line.number + step; number >= 0 && number < document.lines.lineCount; number += step) {
      const each = lineAt(document, number);
      if (each.isBlank) continue;
      if (isMarker(document, number) || (each.dashes[0] ?? each.column) < column) {
        if (step < 0 && isFirst(each) && each.key) present.add(each.key.name.toLowerCase());
        return;
      }
      if (each.key?.column === column) present.add(each.key.name.toLowerCase());
    }
  };
  look(-1);
  look(1);
  return present;
}

function isMarker({ text, lines }: Document, number: number): boolean {
  const start = lines.lineStart(number);
  return /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(start, start + 4));
}
