// Plugins of esbuild for what runs in the editor: every start of the editor pays for what is loaded there.
import fs from 'node:fs';

/**
 * The editor's API as it is. What esbuild makes of `import *`, and the library's own helper, copies its two hundred names as
 * getters, once for each file that imports it.
 */
export const editorApi = {
  name: 'editor-api',
  setup(build) {
    build.onLoad({ filter: /[\\/]client[\\/].*\.ts$/ }, ({ path: file }) => ({
      contents: fs
        .readFileSync(file, 'utf8')
        .replace("import * as vscode from 'vscode';", "import vscode from 'vscode';"),
      loader: 'ts',
    }));
    build.onResolve({ filter: /^vscode$/ }, ({ kind, namespace }) => {
      if (namespace !== 'file') return { path: 'vscode', external: true };
      return { path: kind === 'import-statement' ? 'default' : 'module', namespace: 'editor-api' };
    });
    build.onLoad({ filter: /^default$/, namespace: 'editor-api' }, () => ({
      contents: "export default require('vscode');",
    }));
    build.onLoad({ filter: /^module$/, namespace: 'editor-api' }, () => ({
      contents: "module.exports = Object.create(require('vscode'), { __esModule: { value: true } });",
    }));
  },
};

/** Modules of vscode-languageclient/lib/common for what our server does not offer. */
const NOT_OFFERED = [
  'callHierarchy',
  'colorProvider',
  'declaration',
  'diagnostic',
  'documentHighlight',
  'fileOperations',
  'implementation',
  'inlayHint',
  'inlineCompletion',
  'inlineValue',
  'linkedEditingRange',
  'notebook',
  'signatureHelp',
  'textDocumentContent',
  'typeDefinition',
  'typeHierarchy',
];

/** A feature of the client that offers nothing, by whatever name the library imports it. */
const NO_FEATURE = `
  class NoFeature {
    getState() { return { kind: 'static' }; }
    fillClientCapabilities() {}
    initialize() {}
    clear() {}
  }
  module.exports = new Proxy({}, { get: () => NoFeature });
`;

/** Leaves out of the library for language clients what is not used: half of it, most of which each start would evaluate. */
export const leanLanguageClient = {
  name: 'lean-language-client',
  setup(build) {
    const modules = `languageclient[\\\\/]lib[\\\\/]common[\\\\/](${NOT_OFFERED.join('|')})\\.js$`;
    build.onLoad({ filter: new RegExp(modules) }, () => ({ contents: NO_FEATURE }));
    // Which editors will do stands in package.json.
    build.onLoad({ filter: /[\\/]semver[\\/]functions[\\/](parse|satisfies)\.js$/ }, () => ({
      contents: 'module.exports = version => ({ version });',
    }));
  },
};
