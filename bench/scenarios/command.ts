/** A whole run of a command: the start with one small file, and a workspace of thousands of files. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { bareCommand, ourCommand } from '../contestants.ts';
import { makeSchema, makeServices, toYaml, writeProject } from '../corpus.ts';
import { forgetAll } from '../home.ts';
import { median } from '../measure.ts';
import type { Contestant, Figures, Scenario } from '../scenario.ts';

const LINES_IN_FILE = 25;
/** The system's clock of CPU time counts in steps of 10 ms: one start alone says little. */
const STARTS = 5;

/** As it starts every day: an earlier run has compiled the schema. */
export const start: Scenario = {
  name: 'start of the command line, one small file',
  targets: { 'CPU ms': 0.7 },
  contestants: setting => [ourCommand(setting), bareCommand(setting)],
  prepare: async (folder, setting) => {
    writeSmallFile(folder);
    await run(ourCommand(setting), folder, 1);
  },
  measure: (contestant, folder) => startOften(contestant, folder),
};

export const firstStart: Scenario = {
  name: 'start of the command line, the first time ever',
  contestants: setting => [ourCommand(setting), bareCommand(setting)],
  prepare: writeSmallFile,
  measure: (contestant, folder) => startOften(contestant, folder, forgetAll),
};

function writeSmallFile(folder: string): void {
  const services = makeServices(LINES_IN_FILE);
  writeProject(folder, makeSchema(services), { 'a.yaml': toYaml(services) });
}

async function startOften(
  contestant: Contestant,
  folder: string,
  before: () => void = () => undefined,
): Promise<Figures> {
  const runs: Figures[] = [];
  for (let each = 0; each < STARTS; each++) {
    before();
    runs.push(await run(contestant, folder, 1));
  }
  const sum = runs.reduce((total, figures) => total + (figures['CPU ms'] ?? 0), 0);
  return {
    'CPU ms': sum / STARTS,
    'wall ms': median(runs.map(figures => figures['wall ms'] ?? Number.NaN)),
  };
}

export const workspace: Scenario = {
  name: 'whole workspace',
  targets: { 'wall ms': 0.75 },
  contestants: setting => [ourCommand(setting), bareCommand(setting)],
  prepare: (folder, { files }) => {
    const services = makeServices(LINES_IN_FILE);
    const texts = Array.from({ length: files }, (_, index) => [
      `folder${index % 100}/file${index}.yaml`,
      toYaml(makeServices(LINES_IN_FILE, index)),
    ]);
    writeProject(folder, makeSchema(services), Object.fromEntries(texts));
  },
  measure: (contestant, folder, { files }) => run(contestant, folder, files),
};

export async function run({ name, command }: Contestant, folder: string, files: number): Promise<Figures> {
  const output = path.join(folder, `.output-${name.replaceAll(/\W/g, '-')}`);
  const descriptor = fs.openSync(output, 'w');
  const before = childrenCpu();
  const started = performance.now();
  const code = await new Promise<number | null>((resolve, reject) => {
    const [program = '', ...rest] = command;
    const child = spawn(program, [...rest, '.'], { cwd: folder, stdio: ['ignore', descriptor, 'inherit'] });
    child.once('error', reject).once('exit', resolve);
  });
  const wall = performance.now() - started;
  fs.closeSync(descriptor);
  const answer = JSON.parse(fs.readFileSync(output, 'utf8')) as { reports: readonly unknown[] };
  if (code !== 0 || answer.reports.length !== files) {
    throw new Error(`${name} reported ${answer.reports.length} of ${files} files and ended with ${code}`);
  }
  return { 'wall ms': wall, 'CPU ms': childrenCpu() - before };
}

/** CPU time of this process's children that have ended, in milliseconds; 10 ms is the step. */
function childrenCpu(): number {
  const stat = fs.readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
