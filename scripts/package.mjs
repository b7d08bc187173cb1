#!/usr/bin/env node
// npm run package: builds everything and packs the extension. Prints the path of the VSIX.
import path from 'node:path';
import process from 'node:process';
import { createVSIX, listFiles } from '@vscode/vsce';
import { root, run, stop } from './lib/run.mjs';

const packagePath = path.join(root, 'dist', 'secure-config.vsix');

const build = await run(process.execPath, ['esbuild.mjs'], { show: false });
if (build.code !== 0) stop(`${build.output.trimEnd()}\nThe build failed.`, 1);
await createVSIX({
  cwd: root,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
if (process.argv.includes('--list')) {
  const files = await listFiles({ cwd: root, packageManager: undefined, dependencies: false });
  console.log(files.toSorted().join('\n'));
}
console.log(path.relative(root, packagePath));
