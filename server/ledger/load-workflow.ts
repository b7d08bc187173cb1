/** Loads what reads and writes ledgers: a bundle of its own beside the server's, which most runs do without. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { OpenWorkflow } from '../../shared/node/workflow/service.ts';

/** Undefined: the installation has no such bundle. */
export function loadWorkflow(): OpenWorkflow | undefined {
  const bundle = path.join(__dirname, 'ledger.js');
  if (!existsSync(bundle)) return undefined;
  const loaded: { readonly openWorkflow?: OpenWorkflow } = createRequire(__filename)(bundle);
  return loaded.openWorkflow;
}
