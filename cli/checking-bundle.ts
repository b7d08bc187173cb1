/** What dist/cli-check.js holds: the commands that look at configuration. A check of many files starts it in threads, too. */
import { isMainThread } from 'node:worker_threads';
import { serveThread } from './check/thread.ts';
import { CHECKING_ROOT } from './checking-root.ts';

export { runCommandLine } from './run.ts';
export const root = CHECKING_ROOT;

if (!isMainThread) serveThread();
