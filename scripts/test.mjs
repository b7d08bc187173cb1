#!/usr/bin/env node
// npm test: every test there is, also in a fresh clone; the last line is `N passed, N failed`.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { formatCounts, lastCounts, sumCounts } from './lib/counts.mjs';
import { helpIfAsked } from './lib/help.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root, run, stop } from './lib/run.mjs';
import { ensureTools } from './lib/tools.mjs';

helpIfAsked(import.meta.url);
if (process.argv.length > 2)
  stop('npm test runs all there is, and takes no arguments. A part: node scripts/unit.mjs PART…', 2);
await ensureInstalled();
await ensureTools();
const build = await run(process.execPath, ['esbuild.mjs'], { show: false });
if (build.code !== 0) stop(`${build.output.trimEnd()}\nThe build failed.\n0 passed, 1 failed`, 1);

const stages = [
  { name: 'unit, language server and command line', counts: await unitTests() },
  { name: 'editor', counts: await editorTests() },
];
console.log('');
for (const { name, counts } of stages) console.log(`${formatCounts(counts).padEnd(24)} ${name}`);
const total = sumCounts(stages.map(stage => stage.counts));
console.log(`\n${formatCounts(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function unitTests() {
  const output = path.join(root, 'dist', 'unit-counts.json');
  fs.rmSync(output, { force: true });
  const reporter = ['--reporter', 'scripts/lib/reporter.cjs', '--reporter-option', `output=${output}`];
  const { code } = await run(process.execPath, ['scripts/unit.mjs', '--', ...reporter]);
  if (!fs.existsSync(output)) return { passed: 0, failed: 1, skipped: 0 };
  const { skippedNames, ...counts } = JSON.parse(fs.readFileSync(output, 'utf8'));
  for (const name of skippedNames) console.log(`skipped: ${name}`);
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function editorTests() {
  const { code, output } = await run(process.execPath, ['scripts/editor-tests.mjs']);
  const counts = lastCounts(output) ?? { passed: 0, failed: 1, skipped: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
