#!/usr/bin/env node
// Builds the product and the benchmark, fetches the peers once, and runs it:
//   npm run bench -- [--quick] [--only TEXT] [--rounds N] [--output FILE] [--markdown [--from FILE]]
// --quick: about two minutes in place of half an hour; bench/README.md says what is measured.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildProduct } from '../esbuild.mjs';
import { helpIfAsked } from './lib/help.mjs';

helpIfAsked(import.meta.url);
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const cache = path.join(root, '.cache', 'bench');
const PEERS = { 'yaml-language-server': '1.25.0' };

await buildProduct();
await esbuild.build({
  absWorkingDir: root,
  entryPoints: [
    'bench/main.ts',
    'bench/part.ts',
    'bench/floors/bare-check.ts',
    'bench/floors/bare-dotenv-server.ts',
  ],
  outdir: cache,
  outbase: 'bench',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  logLevel: 'warning',
});
fetchPeers(path.join(cache, 'peers'));
const run = spawnSync(process.execPath, [path.join(cache, 'main.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(run.status ?? 1);

function fetchPeers(folder) {
  const wanted = JSON.stringify({ private: true, dependencies: PEERS });
  const manifest = path.join(folder, 'package.json');
  const complete = path.join(folder, '.complete');
  if (fs.existsSync(complete) && fs.readFileSync(manifest, 'utf8') === wanted) return;
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(manifest, wanted);
  const install = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (install.status !== 0) {
    console.error('The peers to measure against could not be fetched: npm install failed.');
    process.exit(3);
  }
  fs.writeFileSync(complete, '');
}
