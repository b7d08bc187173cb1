/** What a run has measured, as it is kept in a file and shown as a table. */
import fs from 'node:fs';
import os from 'node:os';
import process from 'node:process';

export interface Row {
  readonly scenario: string;
  readonly figure: string;
  readonly ours: number;
  readonly against: string;
  readonly theirs: number;
  readonly ratio: number;
  /** What the ratio may be at most; null where there is no target. */
  readonly target: number | null;
  /** Why the target may be out of reach, as far as it is known. */
  readonly whyMissed?: string;
}

export interface Results {
  readonly formatVersion: 1;
  /** ISO 8601. */
  readonly measuredAt: string;
  readonly machine: { readonly node: string; readonly cpu: string; readonly cores: number };
  /** How long the run took. */
  readonly minutes: number;
  readonly rounds: number;
  readonly edits: number;
  readonly files: number;
  readonly rows: readonly Row[];
  readonly failures: readonly string[];
}

export function thisMachine(): Results['machine'] {
  return { node: process.version, cpu: os.cpus()[0]?.model.trim() ?? 'unknown', cores: os.cpus().length };
}

export function isReached({ ratio, target }: Row): boolean {
  return target !== null && ratio <= target;
}

/** All rows, for a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(row => [
    row.scenario,
    row.figure,
    short(row.ours),
    row.against,
    short(row.theirs),
    row.ratio.toFixed(3),
    row.target === null ? '' : String(row.target),
    row.target === null ? '' : isReached(row) ? 'ok' : 'missed',
  ]);
  const table = [['scenario', 'figure', 'ours', 'against', 'theirs', 'ratio', 'at most', ''], ...cells];
  const widths = table[0]?.map((_, column) => Math.max(...table.map(row => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return table.map(row => line(row).trimEnd()).join('\n');
}

/** The rows that have a target, what they were measured on, and which were missed. */
export function markdownOf({ rows, machine, measuredAt, minutes, rounds, failures }: Results): string {
  const held = rows.filter(({ target }) => target !== null);
  const missed = held.filter(row => !isReached(row));
  const times = rounds === 1 ? 'one round' : `the median of ${rounds} rounds`;
  const table = [
    ['what', 'ours', 'against', 'theirs', 'ratio', 'at most'],
    ['---', '---:', '---', '---:', '---:', '---:'],
    ...held.map(row => [
      `${row.scenario}: ${row.figure}`,
      short(row.ours),
      row.against,
      short(row.theirs),
      isReached(row) ? row.ratio.toFixed(3) : `**${row.ratio.toFixed(3)}**`,
      String(row.target),
    ]),
  ];
  return [
    ...table.map(cells => `| ${cells.join(' | ')} |`),
    '',
    `${measuredAt.slice(0, 10)}, ${machine.cpu}, ${machine.cores} processors, Node ${machine.node.slice(1)}; ${times}, in ` +
      `${minutes} minutes. ${held.length - missed.length} of ${held.length} targets are reached.`,
    ...reasonsIn(missed).map(reason => `\n${reason}`),
    ...failures.map(failure => `\nNot measured: ${failure}`),
  ].join('\n');
}

/** Once for each scenario. */
function reasonsIn(missed: readonly Row[]): readonly string[] {
  const reasons = missed.flatMap(({ scenario, whyMissed }) =>
    whyMissed ? [`Not reached: ${scenario}. ${whyMissed}`] : [],
  );
  return [...new Set(reasons)];
}

const BEGIN = '<!-- bench: written by npm run bench -- --markdown -->';
const END = '<!-- /bench -->';

/** Puts a text between the marks of a page. Throws when the page has none. */
export function writeBetweenMarks(page: string, text: string): void {
  const before = fs.readFileSync(page, 'utf8');
  const [begin, end] = [before.indexOf(BEGIN), before.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${page} has no place for the figures: ${BEGIN} … ${END}`);
  fs.writeFileSync(page, `${before.slice(0, begin + BEGIN.length)}\n\n${text}\n\n${before.slice(end)}`);
}

function short(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}
