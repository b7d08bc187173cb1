/** Shows one line of a file with carets under a place, with secrets hidden and long lines cut to a window. */
import { MASK } from '../../shared/core/report/report.ts';
import { visible, widthOf } from './width.ts';

export interface Excerpt {
  /** The line as it can be shown. */
  readonly line: string;
  /** Blanks and carets, to be printed under it. */
  readonly carets: string;
}

/** A stretch of the line, in UTF-16 code units from its start. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface Cell extends Stretch {
  readonly shown: string;
}

/** Code units that are looked at on either side of the place: a line of megabytes costs no more than a short one. */
const REACH = 400;
const CUT = '…';

/**
 * @param place what the carets go under; empty: one caret where it is
 * @param hidden stretches that are shown as `••••`
 * @param columns how wide the excerpt may be
 */
export function excerptOf(
  line: string,
  place: Stretch,
  hidden: readonly Stretch[],
  columns: number,
): Excerpt {
  const cells = cellsOf(line, place, hidden);
  const first = cells.findIndex(cell => cell.end > place.start);
  const from = first < 0 ? cells.length : first;
  const behind = cells.findIndex(cell => cell.start >= place.end);
  const to = Math.max(from, behind < 0 ? cells.length : behind);
  const window = windowOf(cells, from, to, columns, line.length);
  const shown = cells.slice(window.from, window.to);
  const text = window.left + shown.map(cell => cell.shown).join('') + window.right;
  const before = widthOf(window.left) + widthOfCells(cells.slice(window.from, from));
  const under = widthOfCells(cells.slice(from, Math.min(to, window.to)));
  return { line: text.trimEnd(), carets: ' '.repeat(before) + '^'.repeat(Math.max(1, under)) };
}

function cellsOf(line: string, place: Stretch, hidden: readonly Stretch[]): Cell[] {
  const cells: Cell[] = [];
  let offset = Math.max(0, place.start - REACH);
  const end = Math.min(line.length, place.start + REACH);
  let column = 0;
  while (offset < end) {
    const at = offset;
    const secret = hidden.find(stretch => stretch.start <= at && at < stretch.end);
    const cell = secret ? { start: at, end: secret.end, shown: MASK } : characterCell(line, at, column);
    cells.push(cell);
    column += widthOf(cell.shown);
    offset = cell.end;
  }
  return cells;
}

function characterCell(line: string, offset: number, column: number): Cell {
  const character = String.fromCodePoint(line.codePointAt(offset) ?? 0);
  return { start: offset, end: offset + character.length, shown: visible(character, column) };
}

/** The cells to show: from the line's start where the place still fits, else a little before the place. */
function windowOf(cells: readonly Cell[], from: number, to: number, columns: number, length: number) {
  const cutLeft = (cells[0]?.start ?? 0) > 0;
  const cutRight = (cells.at(-1)?.end ?? 0) < length;
  const room = Math.max(20, columns) - 2 * CUT.length;
  const fits = widthOfCells(cells.slice(0, to)) <= room;
  let start = fits ? 0 : from;
  for (let before = Math.floor(room / 4); !fits && start > 0 && before > 0; before--) start--;
  let end = start;
  let width = 0;
  for (; end < cells.length; end++) {
    width += widthOf(cells[end]?.shown ?? '');
    if (width > room) break;
  }
  return {
    from: start,
    to: end,
    left: cutLeft || start > 0 ? CUT : '',
    right: cutRight || end < cells.length ? CUT : '',
  };
}

function widthOfCells(cells: readonly Cell[]): number {
  return cells.reduce((width, cell) => width + widthOf(cell.shown), 0);
}
