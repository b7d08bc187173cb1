// An esbuild plugin that puts the built-in profiles into a bundle: their data, read and merged, and their validators,
// compiled, so that neither YAML nor JSON Schema has to be read when the product starts.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { compilerIdentity } from './compiler-identity.mjs';
import { fileSchemas } from './file-schemas.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const profilesFolder = path.join(root, 'profiles');

/** What generated validators call, and what reads them. */
const sources = {
  'secure-config:generated': path.join(root, 'shared/core/validation/generated.ts'),
  'secure-config:keyword-functions': path.join(root, 'shared/core/validation/keyword-functions.ts'),
  'secure-config:formats': path.join(root, 'shared/core/validation/formats.ts'),
};

/** Resolves `secure-config:profiles`; see shared/core/profile/builtin-profiles.d.ts. */
export const builtinProfiles = {
  name: 'builtin-profiles',
  setup(build) {
    fileSchemas.setup(build);
    compilerIdentity.setup(build);
    build.onResolve({ filter: /^secure-config:/ }, ({ path: id }) =>
      sources[id] ? { path: sources[id] } : { path: id, namespace: 'builtin-profiles' },
    );
    build.onLoad({ filter: /.*/, namespace: 'builtin-profiles' }, async ({ path: id }) => {
      const name = id.replace(/^secure-config:profile\//, '');
      const contents =
        id === 'secure-config:profiles' ? listingModule(profileNames()) : await profileModule(name);
      return { contents, loader: 'js', resolveDir: root, watchFiles: listFiles(profilesFolder) };
    });
  },
};

/** In alphabetical order. */
export function profileNames() {
  const entries = fs.readdirSync(profilesFolder, { withFileTypes: true });
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

function listingModule(names) {
  const loaders = names.map(
    name => `${JSON.stringify(name)}: () => require("secure-config:profile/${name}")`,
  );
  return `
    const loaders = Object.assign(Object.create(null), {${loaders.join(', ')}});
    const loaded = new Map();
    exports.builtinProfileNames = Object.keys(loaders);
    exports.builtinProfile = name => {
      if (loaders[name]) loaded.set(name, loaders[name]());
      return loaded.get(name)?.profile;
    };
    exports.precompiledSchema = schema => {
      for (const { profile, schema: compiled } of loaded.values()) if (profile.schema === schema) return compiled;
    };
    exports.precompiledValidator = must => {
      for (const { rules } of loaded.values()) if (rules.has(must)) return rules.get(must);
    };
  `;
}

async function profileModule(name) {
  const profile = await readProfile(name);
  const { compileBuiltin } = await loadTypeScript('shared/core/validation/builtin.ts');
  return `
    ${compileBuiltin(profile)}
    const { schema, rules } = require('secure-config:generated').readGenerated(exports);
    const profile = ${JSON.stringify({ ...profile, environments: null })};
    profile.environments = new Map(${JSON.stringify([...profile.environments])});
    exports.profile = profile;
    exports.schema = schema?.value;
    exports.rules = new Map(profile.rules.map((rule, at) => [rule.must, rules[at].value]));
  `;
}

/** A built-in profile as the product sees it. Throws what is wrong with its files. */
export async function readProfile(name) {
  const { resolveProfile } = await loadTypeScript('shared/core/profile/resolve.ts');
  const folder = path.join(profilesFolder, name);
  const { profile, problems } = await resolveProfile('profile.yaml', {
    read: async file => ({ text: fs.readFileSync(path.join(folder, file), 'utf8') }),
    list: async file => listNames(path.join(folder, file)),
    builtin: () => undefined,
    builtinNames: [],
    outward: 0,
    trusted: true,
  });
  const said = [...problems].flatMap(([file, found]) =>
    found.map(({ message }) => `profiles/${name}/${file}: ${message}`),
  );
  if (said.length > 0) throw new Error(said.join('\n'));
  return {
    ...profile,
    rules: profile.rules.map(rule => ({ ...rule, source: `builtin:${name}/${rule.source}` })),
  };
}

function listNames(folder) {
  return listFiles(folder).map(file => path.relative(folder, file).split(path.sep).join('/'));
}

/** Bundles one of our TypeScript modules for this process and loads it. */
export async function loadTypeScript(entry) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    packages: 'external',
    plugins: [fileSchemas],
  });
  const folder = path.join(root, 'node_modules', '.cache', 'secure-config');
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${path.basename(entry)}-${process.pid}.cjs`);
  fs.writeFileSync(file, outputFiles[0].text);
  try {
    return createRequire(import.meta.url)(file);
  } finally {
    fs.rmSync(file, { force: true });
  }
}

function listFiles(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name));
}
