// Builds everything that runs: node esbuild.mjs [--watch] [--only client|server|cli] [--outdir FOLDER]
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { builtinProfiles, profileNames } from './scripts/builtin-profiles.mjs';
import { editorApi, leanLanguageClient } from './scripts/client-plugins.mjs';
import { protocolNames } from './scripts/server-plugins.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));

/** What ajv compares values by: see shared/core/validation/json-equal.ts. */
const jsonEquality = {
  name: 'json-equality',
  setup(build) {
    build.onResolve({ filter: /^fast-deep-equal$/ }, ({ path: id }) => ({
      path: id,
      namespace: 'json-equality',
    }));
    build.onLoad({ filter: /.*/, namespace: 'json-equality' }, () => ({
      contents: `module.exports = require('./shared/core/validation/json-equal.ts').jsonEqual;`,
      resolveDir: root,
    }));
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  logLevel: 'warning',
  plugins: [builtinProfiles, jsonEquality],
};

/**
 * Packages that stand in bundles of their own, which server and command line load when they need something of them: the
 * engine for patterns that come with a repository, and the YAML library, which plain YAML does not need.
 */
const PACKAGES = { re2js: 're2', yaml: 'yaml' };

const packagesLater = {
  name: 'packages-later',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(?:${Object.keys(PACKAGES).join('|')})$`) }, ({ path: id }) => ({
      path: id,
      namespace: 'package-later',
    }));
    build.onResolve({ filter: /^\.\//, namespace: 'package-later' }, ({ path: id }) => ({
      path: id,
      external: true,
    }));
    build.onLoad({ filter: /.*/, namespace: 'package-later' }, async ({ path: id }) => {
      const names = Object.keys(await import(id)).filter(name => /^\w+$/.test(name) && name !== 'default');
      const getters = names.map(name => `get ${name}() { return load().${name}; }`);
      const contents = `
        let loaded;
        const load = () => loaded ??= require('./${PACKAGES[id]}.js');
        module.exports = { ${getters.join(', ')} };
      `;
      return { contents, resolveDir: root };
    });
  },
};

/** A module that stands in a bundle of its own, which is read when `import()` asks for it: by `require`, as editors patch it. */
function laterBundle(name, filter) {
  return {
    name: `${name}-later`,
    setup(build) {
      build.onResolve({ filter }, ({ path: id, kind, importer }) => {
        if (kind === 'entry-point') return undefined;
        if (kind === 'dynamic-import') return { path: name, namespace: 'later' };
        return { errors: [{ text: `${importer} has to load ${id} by import() when it needs it` }] };
      });
      build.onResolve({ filter: new RegExp(`^\\./${name}\\.js$`), namespace: 'later' }, ({ path: id }) => ({
        path: id,
        external: true,
      }));
      build.onLoad({ filter: new RegExp(`^${name}$`), namespace: 'later' }, () => ({
        contents: `module.exports = require('./${name}.js');`,
        resolveDir: root,
      }));
    },
  };
}

/** The ledger, with git and keys: read when a folder has one. */
const ledgerLater = laterBundle('ledger', /\/ledger-bundle\.ts$/);
/** What the extension adds for ledgers: read once the rest is at work. */
const ledgerViewsLater = laterBundle('client-ledger', /\/ledger-part\.ts$/);
/** The library of the extension that talks to the server. */
const languageClientLater = laterBundle('client-language', /\/language-client\.ts$/);

/** A built-in profile is read when one is named. */
const profilesLater = {
  name: 'profiles-later',
  setup(build) {
    build.onResolve({ filter: /^secure-config:profile\// }, ({ path: id, kind }) =>
      kind === 'entry-point'
        ? undefined
        : { path: `./${profileBundle(path.basename(id))}.js`, external: true },
    );
  },
};

function profileBundle(name) {
  return `profile-${name}`;
}

/** The compiler of schemas is read when a project has one of its own. */
const compilerLater = laterBundle('schema-compiler', /\/validation\/dynamic\.ts$|^\.\/dynamic\.ts$/);

const plugins = [builtinProfiles, jsonEquality, packagesLater, ledgerLater];
/** What starts without profiles and without the compiler. */
const laterPlugins = [profilesLater, compilerLater, ...plugins];
const bundles = [
  {
    entryPoints: { client: 'client/extension.ts' },
    plugins: [editorApi, ledgerViewsLater, languageClientLater],
  },
  {
    entryPoints: { 'client-language': 'client/language-client.ts' },
    plugins: [editorApi, leanLanguageClient],
  },
  { entryPoints: { 'client-ledger': 'client/ledger-part.ts' }, plugins: [editorApi] },
  { entryPoints: { server: 'server/main.ts' }, plugins: [] },
  {
    entryPoints: { 'language-server': 'server/server-bundle.ts' },
    plugins: [protocolNames, ...laterPlugins],
  },
  { entryPoints: { cli: 'cli/main.ts' }, plugins: [], banner: { js: '#!/usr/bin/env node' } },
  // The command line as far as it looks at configuration, and all of it: cli.js reads the one that its command needs.
  { entryPoints: { 'cli-check': 'cli/checking-bundle.ts' }, plugins: laterPlugins },
  { entryPoints: { 'cli-all': 'cli/whole-bundle.ts' }, plugins: laterPlugins },
  ...profileNames().map(name => ({
    entryPoints: { [profileBundle(name)]: `secure-config:profile/${name}` },
  })),
  { entryPoints: { 'schema-compiler': 'shared/core/validation/dynamic.ts' }, plugins },
  { entryPoints: { ledger: 'shared/node/ledger-bundle.ts' }, plugins },
  ...Object.entries(PACKAGES).map(([id, name]) => ({ entryPoints: { [name]: id }, plugins: [] })),
];

const ON_DEMAND = [
  'schema-compiler',
  ...profileNames().map(profileBundle),
  'ledger',
  ...Object.values(PACKAGES),
];

/** Loaded by each when it needs them. */
const LATER = {
  client: ['client-language', 'client-ledger'],
  server: ['language-server', ...ON_DEMAND],
  cli: ['cli-check', 'cli-all', ...ON_DEMAND],
};

/** Bundles the client, the server and the command line, or `only` one of them, with what it loads later. */
export async function buildProduct({ watch = false, only, outdir = 'dist' } = {}) {
  const wanted = [only, ...(LATER[only] ?? [])];
  const chosen = bundles.filter(
    ({ entryPoints }) => only === undefined || wanted.some(name => name in entryPoints),
  );
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
 * @param {{ folder?: string, kind?: 'unit' | 'soak' }} options `folder`: in dist/, made anew: two runs at the same time
 *   need one each. `kind`: soak tests, in test/soak, take minutes and are run on their own.
 */
export async function buildTests(parts = [], { folder = 'test', kind = 'unit' } = {}) {
  const chosen = listTests(path.join(root, 'test'), kind).filter(
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

function listTests(folder, kind) {
  return fs
    .readdirSync(folder, { recursive: true })
    .map(name => path.posix.join('test', String(name).split(path.sep).join('/')))
    .filter(name => name.endsWith('.test.ts') && !name.startsWith('test/editor/'))
    .filter(name => name.startsWith('test/soak/') === (kind === 'soak'))
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
