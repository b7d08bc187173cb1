/** What a person downloads, and what the editor loads. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ourServer } from '../contestants.ts';
import { limits, type Scenario } from '../scenario.ts';

export const size: Scenario = {
  name: 'size',
  targets: { 'VSIX kB': 1, 'client bundles kB': 1, 'server bundle kB': 1 },
  contestants: setting => [
    ourServer(setting),
    limits('limit', { 'VSIX kB': 1000, 'client bundles kB': 550, 'server bundle kB': 1200 }),
  ],
  prepare: () => {
    const packed = spawnSync(process.execPath, ['scripts/package.mjs'], { encoding: 'utf8' });
    if (packed.status !== 0) throw new Error(`the extension could not be packed: ${packed.stderr}`);
  },
  measure: async (_contestant, _folder, { product }) => {
    const kilobytes = (name: string): number => fs.statSync(path.join(product, name)).size / 1000;
    return {
      'VSIX kB': kilobytes('secure-config.vsix'),
      'client bundles kB':
        kilobytes('client.js') + kilobytes('client-language.js') + kilobytes('client-ledger.js'),
      'server bundle kB': kilobytes('server.js') + kilobytes('language-server.js'),
    };
  },
};
