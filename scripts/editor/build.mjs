// Bundles the suite that runs inside the extension host, for which `vscode` exists.
import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { root } from '../lib/run.mjs';

/** @returns {Promise<string>} the folder of the compiled `*.test.js` files, absolute */
export async function buildEditorTests() {
  const source = path.join(root, 'test', 'editor', 'host');
  const outdir = path.join(root, 'dist', 'editor-test');
  fs.rmSync(outdir, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: fs
      .readdirSync(source)
      .filter(name => name.endsWith('.test.ts'))
      .map(name => path.join(source, name)),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outdir;
}
