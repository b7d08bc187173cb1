/** The process's own end: with its client, and never because of a fault. */
import process from 'node:process';
import type { Connection } from 'vscode-languageserver/node';
import type { Log } from './log.ts';

/** A fault that nothing caught is logged; what can still be served is served. */
export function surviveFaults(log: Log): void {
  process.on('uncaughtException', error => {
    if (isBrokenPipe(error)) process.exit(1);
    log.fault('a task in the background', error);
  });
  process.on('unhandledRejection', error => log.fault('a task in the background', error));
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

function isBrokenPipe(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';
}
