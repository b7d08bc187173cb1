/** The language server's bundle: starts on stdio when it is run, or required by the command line, with `--stdio`. */
import path from 'node:path';
import process from 'node:process';
import { loadWorkflow } from './ledger/load-workflow.ts';
import { startServer } from './server.ts';

if (process.argv.includes('--stdio')) startServer({ packageFolder: path.dirname(__dirname), loadWorkflow });
