/**
 * Measures the product beside its peers, in one run, and prints ratios: `npm run bench`.
 *
 * Rounds of all contestants are interleaved, so that a machine that grows busy slows all of them; the figure that counts
 * is the median of the rounds. Every answer that is timed is checked.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { median } from './measure.ts';
import { markdownOf, type Results, type Row, tableOf, thisMachine, writeBetweenMarks } from './results.ts';
import type { Answer, Figures, Part, Scenario, Setting } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    markdown: { type: 'boolean', default: false },
    from: { type: 'string' },
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
  edits: options.quick ? 30 : 200,
  manyEdits: options.quick ? 1000 : 10_000,
  files: options.quick ? 1000 : 10_000,
};
const rounds = Number(options.rounds ?? (options.quick ? 1 : 3));

main();

function main(): void {
  const results = options.from
    ? (JSON.parse(fs.readFileSync(options.from, 'utf8')) as Results)
    : measureAll(scenarios.filter(isWanted));
  console.log(tableOf(results.rows));
  if (options.markdown) writeBetweenMarks('README.md', markdownOf(results));
  for (const failure of results.failures) console.error(`Failed: ${failure}`);
  process.exitCode = results.failures.length > 0 ? 1 : 0;
}

function isWanted({ name, isSlow = false }: Scenario): boolean {
  return name.includes(options.only) && !(isSlow && options.quick);
}

function measureAll(wanted: readonly Scenario[]): Results {
  const rows: Row[] = [];
  const failures: string[] = [];
  const begun = performance.now();
  for (const scenario of wanted) {
    const started = performance.now();
    try {
      rows.push(...runScenario(scenario));
    } catch (error) {
      failures.push(`${scenario.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
    console.error(`${scenario.name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  const { edits, files } = setting;
  const measuredAt = new Date().toISOString();
  const minutes = Math.ceil((performance.now() - begun) / 60_000);
  const results = {
    formatVersion: 1,
    measuredAt,
    machine: thisMachine(),
    minutes,
    rounds,
    edits,
    files,
    rows,
    failures,
  } as const;
  fs.mkdirSync(path.dirname(options.output), { recursive: true });
  fs.writeFileSync(options.output, `${JSON.stringify(results, null, 2)}\n`);
  console.error(`\nWritten to ${options.output}.`);
  return results;
}

function runScenario(scenario: Scenario): readonly Row[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-bench-'));
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-bench-home-'));
  const part = { scenario: scenario.name, folder, home, setting };
  try {
    runPart({ ...part, contestant: null });
    const [ours, ...others] = scenario.contestants(setting);
    if (!ours) throw new Error(`${scenario.name} has no contestant`);
    const figures = new Map<string, Figures[]>();
    for (let round = 0; round < rounds; round++) {
      for (const { name, limits } of [ours, ...others]) {
        const measured = limits ?? runPart({ ...part, contestant: name });
        figures.set(name, [...(figures.get(name) ?? []), measured]);
      }
    }
    return others.flatMap(other =>
      compare(scenario, other.name, figures.get(ours.name) ?? [], figures.get(other.name) ?? []),
    );
  } finally {
    for (const each of [folder, home]) fs.rmSync(each, { recursive: true, force: true });
  }
}

function runPart(part: Part): Figures {
  const program = path.join(path.dirname(process.argv[1] ?? ''), 'part.js');
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const { stdout, status } = spawnSync(process.execPath, [program, JSON.stringify(part)], {
    encoding: 'utf8',
    stdio: [...stdio],
    env: { ...process.env, SECURE_CONFIG_HOME: part.home },
  });
  if (status !== 0) throw new Error(`the measuring process ended with ${status}`);
  const answer = JSON.parse(stdout) as Answer;
  if ('error' in answer) throw new Error(answer.error);
  return answer.figures;
}

function compare(
  { name, targets = {}, whyMissed }: Scenario,
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
      const ratio = mine / other;
      const reason = whyMissed === undefined ? {} : { whyMissed };
      return { scenario: name, figure, ours: mine, against, theirs: other, ratio, target, ...reason };
    });
}
