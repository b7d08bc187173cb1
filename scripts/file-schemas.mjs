// An esbuild plugin that puts the JSON Schemas of our own files (manifest, profile, rule) and of JSON Schema itself into
// a bundle, as texts that are read when they are asked for.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'schemas');
const NAMES = ['rule', 'profile', 'manifest'];
const VOCABULARIES = [
  'core',
  'applicator',
  'unevaluated',
  'validation',
  'meta-data',
  'format-annotation',
  'content',
];

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
  'secure-config:file-schemas': () => readerOf('files', joinedSchemas()),
  'secure-config:schema-data': dataModule,
  'secure-config:json-schema': () => readerOf('standard', standardSchema()),
};

function readerOf(name, schema) {
  const text = JSON.stringify(JSON.stringify(schema));
  return `exports.${name} = () => JSON.parse(${text});`;
}

/** The schemas themselves, read when they are first asked for. */
function dataModule() {
  const texts = Object.fromEntries(NAMES.map(name => [name, JSON.stringify(readSchema(name))]));
  return `
    const texts = ${JSON.stringify(texts)};
    const read = new Map();
    exports.schemaOf = name => {
      if (!read.has(name)) read.set(name, JSON.parse(texts[name]));
      return read.get(name);
    };
  `;
}

/** `{manifest, profile, rule}`: what one refers to in itself or in another stands below its name. */
function joinedSchemas() {
  const inFile = (name, reference) =>
    reference.replace(/^(?:(\w+)\.schema\.json)?#/, (_, other) => `#/${other ?? name}`);
  return Object.fromEntries(
    NAMES.map(name => [
      name,
      mapKeywords(readSchema(name), (keyword, value) => {
        if (keyword === 'examples' && Array.isArray(value)) return undefined;
        return keyword === '$ref' && typeof value === 'string' ? inFile(name, value) : value;
      }),
    ]),
  );
}

/** Draft 2020-12 in one schema, without what checks nothing. */
function standardSchema() {
  const require = createRequire(import.meta.url);
  const load = name => require(`ajv/dist/refs/json-schema-2020-12/${name}.json`);
  const parts = [...VOCABULARIES.map(name => load(`meta/${name}`)), load('schema')];
  const join = key => Object.assign({}, ...parts.map(part => part[key]));
  const schema = { type: ['object', 'boolean'], properties: join('properties'), $defs: join('$defs') };
  return mapKeywords(schema, (keyword, value) => {
    if (
      ['format', 'title', '$comment', 'default', 'deprecated'].includes(keyword) &&
      typeof value !== 'object'
    )
      return undefined;
    if (keyword === '$ref' && typeof value === 'string') return value.replace(/^.*#/, '#');
    if (typeof value?.$dynamicRef === 'string') return { $ref: '#' };
    return value;
  });
}

/** Replaces values by their keys, at any depth; undefined removes one. */
function mapKeywords(schema, replace) {
  return JSON.parse(JSON.stringify(schema, (key, value) => replace(key, value)));
}

function readSchema(name) {
  return JSON.parse(fs.readFileSync(fileOf(name), 'utf8'));
}

function fileOf(name) {
  return path.join(folder, idOf(name));
}

function idOf(name) {
  return `${name}.schema.json`;
}
