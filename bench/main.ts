/**
 * Measures the product beside its peers, in one run, and prints ratios: `npm run bench`.
 *
 * Rounds of all contestants are interleaved, so that a machine that grows busy slows all of them; the figure that counts
 * is the median of the rounds. Every answer that is timed is checked.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { median } from './measure.ts';
import type { Figures, Scenario, Setting } from './scenario.ts';
import { assist } from './scenarios/assist.ts';
import { again, cancel, typing } from './scenarios/busy.ts';
import { start, workspace } from './scenarios/command.ts';
import { burst, length, memory } from './scenarios/growth.ts';
import { keystroke } from './scenarios/keystroke.ts';
import { ledgerService } from './scenarios/ledger-service.ts';
import { append, history, recent } from './scenarios/ledger-store.ts';
import { large, open, refused } from './scenarios/open.ts';
import { size } from './scenarios/size.ts';

interface Row {
  readonly scenario: string;
  readonly figure: string;
  readonly ours: number;
  readonly against: string;
  readonly theirs: number;
  readonly ratio: number;
  /** What the ratio may be at most; null where there is no target. */
  readonly target: number | null;
}

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    markdown: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    product: { type: 'string', default: 'dist' },
    peers: { type: 'string', default: '.cache/bench/peers' },
    floors: { type: 'string', default: '.cache/bench/floors' },
    output: { type: 'string', default: 'bench/results/latest.json' },
  },
});
const setting: Setting = {
  product: path.resolve(options.product),
  peers: path.resolve(options.peers),
  floors: path.resolve(options.floors),
  edits: options.quick ? 50 : 200,
  manyEdits: options.quick ? 1000 : 10_000,
  files: options.quick ? 1000 : 10_000,
};
const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));
const scenarios = [
  keystroke('dotenv', 1000, {}),
  keystroke('dotenv', 10_000, { 'CPU ms/edit': 0.1 }),
  length,
  keystroke('yaml', 1000, { 'CPU ms/edit': 0.1, 'p50 ms': 0.02, 'p95 ms': 0.05 }),
  keystroke('yaml', 10_000, { 'CPU ms/edit': 0.02, 'p50 ms': 0.02, 'p95 ms': 0.05 }),
  burst,
  memory,
  open,
  large('dotenv'),
  large('yaml'),
  refused,
  assist(1000),
  assist(10_000),
  typing,
  cancel,
  start,
  workspace,
  append,
  history(10_000),
  recent(100_000),
  again,
  size,
  ...ledgerService,
];

void main();

async function main(): Promise<void> {
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const scenario of scenarios.filter(({ name }) => name.includes(options.only ?? ''))) {
    console.error(`${scenario.name} …`);
    try {
      rows.push(...(await runScenario(scenario)));
    } catch (error) {
      failures.push(`${scenario.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (options.markdown) printMarkdown(rows);
  else printTable(rows);
  writeResults(rows, failures);
  for (const failure of failures) console.error(`Failed: ${failure}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

async function runScenario(scenario: Scenario): Promise<readonly Row[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-bench-'));
  try {
    scenario.prepare(folder, setting);
    const [ours, ...others] = scenario.contestants(setting);
    if (!ours) throw new Error(`${scenario.name} has no contestant`);
    const figures = new Map<string, Figures[]>();
    for (let round = 0; round < rounds; round++) {
      for (const contestant of [ours, ...others]) {
        const list = figures.get(contestant.name) ?? [];
        const measured = contestant.limits ?? (await scenario.measure(contestant, folder, setting));
        figures.set(contestant.name, [...list, measured]);
      }
    }
    return others.flatMap(other =>
      compare(scenario, other.name, figures.get(ours.name) ?? [], figures.get(other.name) ?? []),
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function compare(
  { name, targets = {} }: Scenario,
  against: string,
  ours: readonly Figures[],
  theirs: readonly Figures[],
): readonly Row[] {
  const known = (figure: string): boolean => theirs.every(figures => figure in figures);
  return Object.keys(ours[0] ?? {})
    .filter(known)
    .map(figure => {
      const middle = (all: readonly Figures[]) => median(all.map(figures => figures[figure] ?? Number.NaN));
      const [mine, other] = [middle(ours), middle(theirs)];
      const target = targets[figure] ?? null;
      return { scenario: name, figure, ours: mine, against, theirs: other, ratio: mine / other, target };
    });
}

function printTable(all: readonly Row[]): void {
  const number = (value: number) => value.toFixed(value < 10 ? 2 : 0);
  const cells = all.map(row => [
    row.scenario,
    row.figure,
    number(row.ours),
    row.against,
    number(row.theirs),
    row.ratio.toFixed(3),
    row.target === null ? '' : String(row.target),
    row.target === null ? '' : row.ratio <= row.target ? 'ok' : 'missed',
  ]);
  const table = [['scenario', 'figure', 'ours', 'against', 'theirs', 'ratio', 'at most', ''], ...cells];
  const widths = table[0]?.map((_, column) => Math.max(...table.map(row => row[column]?.length ?? 0))) ?? [];
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** The rows that have a target, for a page. */
function printMarkdown(rows: readonly Row[]): void {
  console.log('| what | against | ratio | at most |\n|---|---|---|---|');
  for (const { scenario, figure, against, ratio, target } of rows) {
    if (target !== null)
      console.log(`| ${scenario}: ${figure} | ${against} | ${ratio.toFixed(3)} | ${target} |`);
  }
}

function writeResults(rows: readonly Row[], failures: readonly string[]): void {
  fs.mkdirSync(path.dirname(options.output), { recursive: true });
  const machine = { node: process.version, cpu: os.cpus()[0]?.model ?? 'unknown', cores: os.cpus().length };
  const { edits, files } = setting;
  const results = { formatVersion: 1, machine, rounds, edits, files, rows, failures };
  fs.writeFileSync(options.output, `${JSON.stringify(results, null, 2)}\n`);
  console.error(`\nWritten to ${options.output}.`);
}
