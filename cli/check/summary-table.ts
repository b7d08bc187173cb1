/** The table at the end of a check: the files that need work first, and what all of them amount to. */
import type { Io } from '../io.ts';
import { countOf, SEVERITY_LOOK } from '../text/style.ts';
import { type Column, type TableCell, tableLines } from '../text/table.ts';
import { visibleText } from '../text/width.ts';
import { type FileOutcome, SEVERITIES, type Summary } from './result.ts';

const MOST_ROWS = 30;

const COLUMNS: readonly Column[] = [
  { title: 'environment' },
  { title: 'score', align: 'right' },
  ...SEVERITIES.map(title => ({ title, align: 'right' as const })),
  { title: 'file' },
];

interface Row {
  readonly score: number;
  readonly cells: readonly TableCell[];
}

export interface SummaryTable {
  add(outcome: FileOutcome): void;
  /** The whole end of the report, with its line break. */
  render(summary: Summary): string;
}

export function createTable(io: Io): SummaryTable {
  const { style } = io;
  const rows: Row[] = [];

  const add = ({ path, facts }: FileOutcome): void => {
    const { environment, profile, complianceScore, isCompliant, counts } = facts;
    const governed = profile !== null;
    const cells: TableCell[] = [
      { text: visibleText(environment ?? '–') },
      {
        text: governed ? String(complianceScore) : '–',
        paint: text => style(isCompliant ? 'green' : 'red', text),
      },
      ...SEVERITIES.map(severity => ({
        text: counts[severity] === 0 ? '·' : String(counts[severity]),
        paint: (text: string) => style(counts[severity] === 0 ? 'dim' : SEVERITY_LOOK[severity], text),
      })),
      { text: visibleText(path) },
    ];
    rows.push({ score: governed ? complianceScore : 101, cells });
    if (rows.length > 4 * MOST_ROWS) keepWorst();
  };

  const keepWorst = (): void => {
    rows.sort((a, b) => a.score - b.score);
    rows.length = Math.min(rows.length, MOST_ROWS);
  };

  const render = (summary: Summary): string => {
    keepWorst();
    const cells = rows.map(row => row.cells);
    const table = rows.length > 1 ? tableLines(COLUMNS, cells, text => style('dim', text)) : [];
    const left = summary.files - rows.length;
    if (rows.length > 1 && left > 0)
      table.push(style('dim', `… and ${countOf(left, 'file')} that score no lower`));
    return [...table, ...(table.length > 0 ? [''] : []), totals(summary, io), ''].join('\n');
  };

  return { add, render };
}

function totals(summary: Summary, { style }: Io): string {
  const found = SEVERITIES.filter(severity => summary.findings[severity] > 0).map(severity =>
    style(SEVERITY_LOOK[severity], countOf(summary.findings[severity], severity)),
  );
  const what = found.length === 0 ? style('green', 'nothing found') : found.join(', ');
  const compliant = summary.lowestScore === null ? '' : `, ${summary.compliant} compliant`;
  const waived = summary.waived === 0 ? '' : `, ${summary.waived} waived`;
  const unread = summary.unreadable.length;
  const unreadable = unread === 0 ? '' : `, ${style('red', `${countOf(unread, 'file')} could not be read`)}`;
  return `${countOf(summary.files, 'file')} checked${compliant}: ${what}${waived}${unreadable}`;
}
