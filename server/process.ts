/** The process's own end: with its client, and never because of a fault. */
import process from 'node:process';
import type { Connection } from 'vscode-languageserver/node';
import type { Log } from './log.ts';

/** A fault that nothing caught is logged; what can still be served is served. */
export function surviveFaults(log: Log): void {
  const survive = (error: unknown): void => {
    if (isBrokenPipe(error)) process.exit(1);
    log.fault('a task in the background', error);
  };
  process.on('uncaughtException', survive);
  process.on('unhandledRejection', survive);
}

/** The client may go without a word: then its end of the pipe closes. Its process id is watched by the library. */
export function endWithClient(connection: Connection): void {
  let shutDown = false;
  connection.onShutdown(() => {
    shutDown = true;
  });
  const end = (): never => process.exit(shutDown ? 0 : 1);
  process.stdin.once('end', end);
  process.stdin.once('close', end);
}

/** Nobody is left to be told. */
function isBrokenPipe(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
