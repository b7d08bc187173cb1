// An esbuild plugin that tells a bundle which compiler of schemas the product has: code that another one has generated is
// not used.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { fileSchemas } from './file-schemas.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const ID = 'secure-config:compiler-identity';
/** What generates code, and what generated code calls. */
const ENTRIES = ['dynamic.ts', 'own-code.ts'].map(name => path.join('shared/core/validation', name));

/** Resolves `secure-config:compiler-identity`; see shared/core/validation/compiler-identity.d.ts. */
export const compilerIdentity = {
  name: 'compiler-identity',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${ID}$`) }, ({ path: id }) => ({ path: id, namespace: ID }));
    build.onLoad({ filter: /.*/, namespace: ID }, async () => {
      const { digest, files } = await digestOfCompiler();
      return { contents: `exports.compilerIdentity = ${JSON.stringify(digest)};`, watchFiles: files };
    });
  },
};

/** Of all its code, that of its packages included. */
async function digestOfCompiler() {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'dist',
    format: 'cjs',
    platform: 'node',
    minify: true,
    plugins: [fileSchemas],
  });
  const hash = createHash('sha256');
  for (const { contents } of outputFiles) hash.update(contents);
  const files = Object.keys(metafile.inputs).filter(file => !file.includes('secure-config:'));
  return { digest: hash.digest('hex'), files: files.map(file => path.join(root, file)) };
}
