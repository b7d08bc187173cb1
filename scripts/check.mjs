#!/usr/bin/env node
// npm run check: everything that can be told without running the product, with a line for each and details of failures.
import process from 'node:process';
import { ensureInstalled } from './lib/install.mjs';
import { run } from './lib/run.mjs';

const CHECKS = [
  { name: 'generated files', run: ['scripts/generate.mjs', '--check'], mend: 'node scripts/generate.mjs' },
  { name: 'types', run: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'] },
  {
    name: 'format and lint',
    run: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off'],
    mend: 'npx biome check --write',
  },
  { name: 'import rules', run: ['scripts/unit.mjs', 'test/architecture'] },
  { name: 'unused code', run: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  {
    name: 'used by tests only',
    run: ['node_modules/knip/bin/knip.js', '--no-progress', '--production', '--include', 'files,exports'],
  },
];

const LONGEST = 60;

await ensureInstalled();
let failed = 0;
for (const check of CHECKS) {
  const { code, output, seconds } = await run(process.execPath, check.run, { show: false });
  const mark = code === 0 ? '✓' : '✗';
  console.log(`${mark} ${check.name.padEnd(18)} ${seconds.toFixed(1).padStart(5)} s`);
  if (code === 0) continue;
  failed++;
  console.log(indent(firstLines(output.trimEnd())));
  if (check.mend) console.log(`  To mend what can be mended: ${check.mend}`);
}
console.log(failed === 0 ? 'All checks pass.' : `${failed} of ${CHECKS.length} checks fail.`);
process.exitCode = failed === 0 ? 0 : 1;

/** A failure is shown, not all of its consequences. */
function firstLines(text) {
  const lines = text.split('\n');
  const left = lines.length - LONGEST;
  return left <= 0 ? text : [...lines.slice(0, LONGEST), `… and ${left} more lines`].join('\n');
}

function indent(text) {
  return text.replace(/^(?=.)/gm, '    ');
}
