/** What dist/language-server.js holds: all of the server but the few lines that load it. */
export { loadWorkflow } from './ledger/load-workflow.ts';
export { startServer } from './server.ts';
