/** Loads what reads and writes ledgers: a bundle of its own beside the server's, which most runs do without. */
import type { OpenWorkflow } from '../../shared/node/workflow/service.ts';

export async function loadWorkflow(): Promise<OpenWorkflow> {
  return (await import('../../shared/node/ledger-bundle.ts')).openWorkflow;
}
