// Plugins of esbuild for the server: what is loaded there stays in memory as long as the editor runs.
import { createRequire } from 'node:module';

const LIBRARY = 'vscode-languageserver/node';

/**
 * The names of the protocol's library that are used. What esbuild makes of an import copies all of its four hundred as
 * getters, once for each file that imports one: three megabytes.
 */
export const protocolNames = {
  name: 'protocol-names',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${LIBRARY}$`) }, ({ kind, resolveDir }) =>
      kind === 'import-statement'
        ? { path: LIBRARY, namespace: 'protocol-names', pluginData: resolveDir, sideEffects: false }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'protocol-names' }, ({ pluginData: resolveDir }) => {
      const names = Object.keys(createRequire(import.meta.url)(LIBRARY)).filter(name => name !== 'default');
      const exported = names.map(name => `export const ${name} = /* @__PURE__ */ (() => library.${name})();`);
      return { contents: [`const library = require('${LIBRARY}');`, ...exported].join('\n'), resolveDir };
    });
  },
};
