/** Columns of text that line up. */
import { padEnd, padStart, widthOf } from './width.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** A cell's text, and how it is coloured once it has been filled up to its column's width. */
export interface TableCell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** One line per row, the titles first, without line breaks; `paintTitle` colours the titles. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly TableCell[])[],
  paintTitle: (text: string) => string,
): string[] {
  const widths = columns.map((column, index) =>
    rows.reduce((width, row) => Math.max(width, widthOf(row[index]?.text ?? '')), widthOf(column.title)),
  );
  const fill = (text: string, index: number): string => {
    const width = widths[index] ?? 0;
    if (columns[index]?.align === 'right') return padStart(text, width);
    return index === columns.length - 1 ? text : padEnd(text, width);
  };
  const title = columns.map((column, index) => paintTitle(fill(column.title, index))).join('  ');
  const body = rows.map(row =>
    row.map((cell, index) => (cell.paint ?? (text => text))(fill(cell.text, index))).join('  '),
  );
  return [title, ...body].map(line => line.trimEnd());
}
