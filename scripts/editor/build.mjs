// Bundles what the editor's tests have in TypeScript: the suite that runs inside the extension host, for which `vscode` exists,
// and what makes the scene of a window.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { builtinProfiles } from '../builtin-profiles.mjs';
import { root } from '../lib/run.mjs';

/** @returns {Promise<string>} the folder of the compiled `*.test.js` files, absolute */
export async function buildEditorTests() {
  const source = path.join(root, 'test', 'editor', 'host');
  const outdir = path.join(root, 'dist', 'editor-test');
  fs.rmSync(outdir, { recursive: true, force: true });
  await esbuild.build({
    ...common,
    entryPoints: fs
      .readdirSync(source)
      .filter(name => name.endsWith('.test.ts'))
      .map(name => path.join(source, name)),
    outdir,
    external: ['vscode'],
  });
  return outdir;
}

/** @param {string} name of a file in test/support, without `.ts`; its exports are returned */
export async function loadTestSupport(name) {
  const outfile = path.join(root, 'dist', 'editor-support', `${name}.cjs`);
  await esbuild.build({
    ...common,
    entryPoints: [path.join(root, 'test', 'support', `${name}.ts`)],
    outfile,
    packages: 'external',
    plugins: [builtinProfiles],
  });
  return import(pathToFileURL(outfile));
}

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  sourcemap: 'inline',
  logLevel: 'warning',
};
