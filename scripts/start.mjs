#!/usr/bin/env node
// npm start: shows what Secure Config finds in the example, in the terminal and then in a real editor.
import process from 'node:process';
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

if (process.stdin.isTTY && process.stdout.isTTY && !process.env.CI) {
  const { openEditor } = await import('./open-editor.mjs');
  await openEditor(EXAMPLE);
} else {
  console.log(`\nRun npm start in a terminal to open ${EXAMPLE} in an editor as well.`);
}
