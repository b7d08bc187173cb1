#!/usr/bin/env node
// Bundles the tests that need no editor and runs them: node scripts/unit.mjs [name parts…] [-- mocha options…]
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProduct, buildTests } from '../esbuild.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const separator = process.argv.indexOf('--');
const parts = process.argv.slice(2, separator < 0 ? undefined : separator);
const options = separator < 0 ? [] : process.argv.slice(separator + 1);

const folder = `test-${process.pid}`;
const files = await buildTests(parts, folder);
if (files.length === 0) {
  console.error(`No test file matches ${parts.join(' ') || 'test/**/*.test.ts'}.`);
  process.exit(2);
}
if (files.some(file => file.includes(`${path.sep}lsp${path.sep}`))) await buildProduct({ only: 'server' });
const run = spawnSync(
  process.execPath,
  ['--enable-source-maps', mocha, '--timeout', '30000', ...options, ...files],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
fs.rmSync(path.join(root, 'dist', folder), { recursive: true, force: true });
process.exit(run.status ?? 1);
