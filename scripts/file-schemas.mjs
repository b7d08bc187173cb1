// An esbuild plugin that puts the validators of our own files (manifest, profile, rule) and of JSON Schema itself into a
// bundle, compiled, so that reading a manifest does not wait for a compiler.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'schemas');
const NAMES = ['rule', 'profile', 'manifest'];
const STANDARD = 'https://json-schema.org/draft/2020-12/schema';

/** Resolves `secure-config:file-schemas`; see shared/core/profile/schema-modules.d.ts. */
export const fileSchemas = {
  name: 'file-schemas',
  setup(build) {
    build.onResolve({ filter: /^secure-config:(file-schemas|schema-data|json-schema)$/ }, ({ path: id }) => ({
      path: id,
      namespace: 'file-schemas',
    }));
    build.onLoad({ filter: /.*/, namespace: 'file-schemas' }, ({ path: id }) => ({
      contents: MODULES[id](),
      loader: 'js',
      resolveDir: root,
      watchFiles: NAMES.map(fileOf),
    }));
  },
};

const MODULES = {
  'secure-config:file-schemas': ownModule,
  'secure-config:schema-data': dataModule,
  'secure-config:json-schema': standardModule,
};

/** The schemas themselves, read when they are first asked for. */
function dataModule() {
  const texts = Object.fromEntries(
    NAMES.map(name => [name, JSON.stringify(JSON.parse(fs.readFileSync(fileOf(name), 'utf8')))]),
  );
  return `
    const texts = ${JSON.stringify(texts)};
    const read = new Map();
    exports.schemaOf = name => {
      if (!read.has(name)) read.set(name, JSON.parse(texts[name]));
      return read.get(name);
    };
  `;
}

/** Errors carry the schema and the value, from which messages are made. */
function ownModule() {
  const ajv = createAjv({
    allErrors: true,
    ownProperties: true,
    verbose: true,
    inlineRefs: false,
    messages: false,
  });
  for (const name of NAMES) ajv.addSchema(JSON.parse(fs.readFileSync(fileOf(name), 'utf8')), idOf(name));
  return standalone.default(ajv, Object.fromEntries(NAMES.map(name => [name, idOf(name)])));
}

function standardModule() {
  return standalone.default(createAjv({ messages: false }), { standard: STANDARD });
}

function createAjv(options) {
  return new Ajv2020({
    strict: false,
    logger: false,
    validateFormats: false,
    ...options,
    code: { source: true },
  });
}

function fileOf(name) {
  return path.join(folder, idOf(name));
}

function idOf(name) {
  return `${name}.schema.json`;
}
