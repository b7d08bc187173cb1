#!/usr/bin/env node
// npm start: shows what Secure Config finds in the example, in the terminal and then in a real editor; offers a walk
// through approvals in between.
import process from 'node:process';
import { createInterface } from 'node:readline/promises';
import { ensureInstalled } from './lib/install.mjs';
import { run, runInTerminal, stop } from './lib/run.mjs';

const EXAMPLE = 'examples/voicehive';
const CHECK = ['dist/cli.js', 'check', EXAMPLE];
const FINDINGS = 1;

await ensureInstalled();
const build = await run(process.execPath, ['esbuild.mjs'], { show: false });
if (build.code !== 0) stop(`${build.output.trimEnd()}\nThe build failed.`, 1);

console.log(`\n$ node ${CHECK.join(' ')}\n`);
const code = await runInTerminal(process.execPath, CHECK);
if (code > FINDINGS) process.exit(code);

const PRACTICE = ['dist/cli.js', 'practice'];
console.log(
  `\nApproving changes, and going back: node ${PRACTICE.join(' ')} walks you through it in five minutes.`,
);

if (process.stdin.isTTY && process.stdout.isTTY && !process.env.CI) {
  if (await wants('Walk through it now? [y/N] ')) await runInTerminal(process.execPath, PRACTICE);
  const { openEditor } = await import('./open-editor.mjs');
  await openEditor(EXAMPLE);
} else {
  console.log(`\nRun npm start in a terminal to open ${EXAMPLE} in an editor as well.`);
}

/** @param {string} question */
async function wants(question) {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(question);
  lines.close();
  return /^\s*y/i.test(answer);
}
