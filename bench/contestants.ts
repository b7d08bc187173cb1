/** What is measured: the product, its peers, and the floors below which no tool for the job can be. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { SERVER_FLAGS } from '../client/server-flags.ts';
import type { Contestant, Setting } from './scenario.ts';

/** As the extension starts it. */
export function ourServer({ product }: Setting, name = 'secure-config'): Contestant {
  const program = path.join(product, 'server.js');
  return { name, command: [process.execPath, ...SERVER_FLAGS, program, '--stdio'] };
}

export function ourCommand({ product }: Setting): Contestant {
  const program = path.join(product, 'cli.js');
  return { name: 'secure-config', command: [process.execPath, program, 'check', '--format', 'json'] };
}

export function yamlLanguageServer({ peers }: Setting): Contestant {
  const program = path.join(peers, 'node_modules/yaml-language-server/bin/yaml-language-server');
  const yaml = (folder: string) => ({
    validate: true,
    completion: true,
    hover: true,
    schemas: { [pathToFileURL(path.join(folder, 'schema.json')).href]: '*.yaml' },
  });
  return {
    name: 'yaml-language-server',
    command: [process.execPath, program, '--stdio'],
    settings: folder => ({ yaml: yaml(folder) }),
  };
}

export function bareServer({ floors }: Setting): Contestant {
  const program = path.join(floors, 'bare-dotenv-server.js');
  return { name: 'bare server', command: [process.execPath, program, '--stdio'] };
}

export function bareCommand({ floors }: Setting): Contestant {
  return { name: 'bare yaml + ajv', command: [process.execPath, path.join(floors, 'bare-check.js')] };
}
