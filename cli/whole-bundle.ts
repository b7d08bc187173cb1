/** What dist/cli-all.js holds: every command. */
export { ROOT as root } from './root.ts';
export { runCommandLine } from './run.ts';
