// Bundles tests that need no editor and runs them with mocha: what `npm test` and `npm run test:soak` have in common.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { buildProduct, buildTests } from '../../esbuild.mjs';
import { root } from './run.mjs';

/**
 * Runs the test files of a kind whose path contains one of the parts, and ends the process as mocha does.
 * @param {{ kind: 'unit' | 'soak', timeout: number }} settings `timeout`: of one test, in milliseconds
 * @param {readonly string[]} args [name parts…] [-- mocha options…]
 */
export async function runTests({ kind, timeout }, args) {
  const separator = args.indexOf('--');
  const parts = args.slice(0, separator < 0 ? undefined : separator);
  const options = separator < 0 ? [] : args.slice(separator + 1);
  const folder = `test-${process.pid}`;
  const files = await buildTests(parts, { folder, kind });
  if (files.length === 0) {
    console.error(`No ${kind} test matches ${parts.join(' ') || 'test/**/*.test.ts'}.`);
    process.exit(2);
  }
  if (files.some(file => file.includes(`${path.sep}lsp${path.sep}`))) await buildProduct({ only: 'server' });
  const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
  const run = spawnSync(
    process.execPath,
    ['--enable-source-maps', mocha, '--timeout', String(timeout), ...parallel(files), ...options, ...files],
    // What is compiled in tests is not kept with what the person who runs them has compiled.
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, XDG_CACHE_HOME: path.join(root, 'dist', folder, 'cache') },
    },
  );
  fs.rmSync(path.join(root, 'dist', folder), { recursive: true, force: true });
  process.exit(run.status ?? 1);
}

/** Each file in a process of its own, as many at a time as there are processors: many tests wait for git and servers. */
function parallel(files) {
  const jobs = Math.max(2, os.availableParallelism());
  return files.length > 1 ? ['--parallel', '--jobs', String(jobs)] : [];
}
