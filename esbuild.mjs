// Builds everything that runs: node esbuild.mjs [--watch] [--only client|server|cli] [--outdir FOLDER]
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { builtinProfiles } from './scripts/builtin-profiles.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  logLevel: 'warning',
  plugins: [builtinProfiles],
};

const bundles = [
  { entryPoints: { client: 'client/extension.ts' }, external: ['vscode'] },
  { entryPoints: { server: 'server/main.ts' } },
  { entryPoints: { cli: 'cli/main.ts' }, banner: { js: '#!/usr/bin/env node' } },
];

/** Bundles the client, the server and the command line, or `only` one of them. */
export async function buildProduct({ watch = false, only, outdir = 'dist' } = {}) {
  const chosen = bundles.filter(bundle => only === undefined || only in bundle.entryPoints);
  const options = chosen.map(bundle => ({ ...common, ...bundle, outdir, minify: true }));
  if (watch) await watchProduct(options.map(each => ({ ...each, minify: false, sourcemap: true })));
  else for (const each of options) await esbuild.build(each);
}

/** Says when a build begins and ends as .vscode/tasks.json expects it, once for all bundles at the start. */
async function watchProduct(options) {
  console.log('[watch] build started');
  const contexts = await Promise.all(options.map(each => esbuild.context({ ...each, logLevel: 'info' })));
  await Promise.allSettled(contexts.map(context => context.rebuild()));
  for (const context of contexts) await context.watch();
}

/**
 * Bundles each test file that needs no editor and returns the bundles' paths.
 * @param {string[]} parts keep only files whose path contains one of these; all when empty
 * @param {string} folder in dist/, made anew: two runs at the same time need one each
 */
export async function buildTests(parts = [], folder = 'test') {
  const chosen = listTests(path.join(root, 'test')).filter(
    file => parts.length === 0 || parts.some(part => file.includes(part)),
  );
  if (chosen.length === 0) return [];
  const outdir = path.join(root, 'dist', folder);
  fs.rmSync(outdir, { recursive: true, force: true });
  await esbuild.build({
    ...common,
    entryPoints: chosen,
    outdir,
    outbase: 'test',
    sourcemap: 'inline',
    packages: 'external',
    alias: { vscode: path.join(root, 'test', 'support', 'vscode.ts') },
  });
  return chosen.map(file => path.join('dist', folder, path.relative('test', file).replace(/\.ts$/, '.js')));
}

function listTests(folder) {
  return fs
    .readdirSync(folder, { recursive: true })
    .map(name => path.posix.join('test', String(name).split(path.sep).join('/')))
    .filter(name => name.endsWith('.test.ts') && !name.startsWith('test/editor/'))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const optionValue = option =>
    process.argv.includes(option) ? process.argv[process.argv.indexOf(option) + 1] : undefined;
  try {
    await buildProduct({
      watch: process.argv.includes('--watch'),
      only: optionValue('--only'),
      outdir: optionValue('--outdir'),
    });
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    process.exitCode = 1; // esbuild has said what is wrong
  }
}
