/** The matrix for people: a table as wide as the terminal, in several parts where one has no room for all files. */
import type { Matrix, MatrixCell, MatrixField } from '../../shared/core/report/matrix.ts';
import type { Io } from '../io.ts';
import { countOf, SEVERITY_LOOK, type Style } from '../text/style.ts';
import { type TableCell, tableLines } from '../text/table.ts';
import { shortenTo, visibleText, widthOf } from '../text/width.ts';
import { type Part, partsFor } from './fit.ts';

/** Columns that a value takes where there is no terminal that says how many there are. */
const WIDEST = 40;
const GAP = 2;

interface FileColumn {
  /** Empty where the file before is of the same environment. */
  readonly environment: string;
  readonly file: string;
  readonly cells: readonly Written[];
}

/** A cell in pieces: only the value gives way where there is no room. */
interface Written {
  readonly before: string;
  readonly value: string;
  readonly behind: string;
  readonly paint: (text: string) => string;
}

export function matrixText(matrix: Matrix, io: Io): string {
  const fields = matrix.groups.flatMap(group => group.fields);
  if (fields.length === 0) return `No field to show in ${describeFiles(matrix)}.\n`;
  const columns = fileColumns(matrix, fields, io.style);
  const room = io.columns ?? Number.POSITIVE_INFINITY;
  const widestField = Math.max(...fields.map(({ path }) => widthOf(visibleText(path))));
  const fieldWidth = Math.min(widestField, Math.max(16, Math.floor(room / 2)));
  const widths = columns.map(widthOfColumn);
  const parts = partsFor(widths, room - fieldWidth, GAP);
  const tables = parts.map(part => tableOf(part, columns, fields, fieldWidth, io.style).join('\n'));
  return `${[...tables, endOf(matrix, fields, io.style)].join('\n\n')}\n`;
}

function fileColumns(matrix: Matrix, fields: readonly MatrixField[], style: Style): FileColumn[] {
  const files = matrix.environments.flatMap(({ name, files: own }) =>
    own.map((file, index) => ({ environment: index === 0 ? (name ?? 'no environment') : '', file })),
  );
  return files.map(({ environment, file }, column) => ({
    environment: visibleText(environment),
    file: visibleText(file.part === undefined ? file.path : `${file.path} (${file.part})`),
    cells: fields.map(field => written(field.cells[column], style)),
  }));
}

function written(cell: MatrixCell | undefined, style: Style): Written {
  if (!cell) return { before: '', value: '', behind: '', paint: text => text };
  const { state, differs, shown = '', severity } = cell;
  const value = state === 'missing' ? '–' : shown === '' ? '(empty)' : visibleText(shown);
  const look = severity ? SEVERITY_LOOK[severity] : differs ? 'cyan' : 'dim';
  return {
    before: differs ? '≠ ' : '  ',
    value: widthOf(value) > WIDEST ? shortenTo(value, WIDEST) : value,
    behind: `${NOTES[state]}${severity ? ` !${severity}` : ''}`,
    paint: text => style(look, text),
  };
}

const NOTES: Readonly<Record<MatrixCell['state'], string>> = {
  same: '',
  different: '',
  missing: '',
  default: ' (default)',
  unknown: ' (set elsewhere)',
};

function widthOfColumn({ environment, file, cells }: FileColumn): number {
  const widths = cells.map(({ before, value, behind }) => widthOf(before + value + behind));
  return Math.max(widthOf(environment) + GAP, widthOf(file) + GAP, ...widths);
}

function tableOf(
  { indexes, widest }: Part,
  columns: readonly FileColumn[],
  fields: readonly MatrixField[],
  fieldWidth: number,
  style: Style,
): string[] {
  const own = indexes.flatMap(index => columns[index] ?? []);
  const environments = own.map(({ environment }, index) => ({
    title: `  ${environment || (index === 0 ? environmentOf(columns, indexes[0] ?? 0) : '')}`,
  }));
  const files = own.map(
    ({ file }): TableCell => ({
      text: `  ${shortenTo(file, widest - GAP)}`,
      paint: text => style('dim', text),
    }),
  );
  const rows = fields.map(({ path }, row): TableCell[] => [
    { text: shortenTo(visibleText(path), fieldWidth) },
    ...own.map(({ cells }) => fitted(cells[row], widest)),
  ]);
  return tableLines([{ title: 'field' }, ...environments], [[{ text: '' }, ...files], ...rows], text =>
    style('bold', text),
  );
}

/** A part that begins within an environment names it again. */
function environmentOf(columns: readonly FileColumn[], index: number): string {
  return columns.slice(0, index + 1).findLast(({ environment }) => environment !== '')?.environment ?? '';
}

function fitted(cell: Written | undefined, widest: number): TableCell {
  if (!cell) return { text: '' };
  const { before, value, behind, paint } = cell;
  return { text: before + shortenTo(value, widest - widthOf(before + behind)) + behind, paint };
}

function endOf(matrix: Matrix, fields: readonly MatrixField[], style: Style): string {
  const different = fields.filter(({ agreement }) => agreement !== 'all').length;
  const violating = fields.filter(({ severity }) => severity).length;
  const left = matrix.leftOut > 0 ? ` ${matrix.leftOut} more are left out.` : '';
  return [
    style('dim', '≠ not what most files say   – not set   !severity breaks a rule or the schema'),
    `${countOf(fields.length, 'field')} in ${describeFiles(matrix)}: ${different} with differences, ${violating} with violations.${left}`,
  ].join('\n');
}

function describeFiles({ environments }: Matrix): string {
  const files = environments.reduce((sum, each) => sum + each.files.length, 0);
  return `${countOf(files, 'file')} of ${countOf(environments.length, 'environment')}`;
}
