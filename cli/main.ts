/** The process behind `secure-config`: finds the command, runs it, and turns what happens into an exit code. */
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';
import { runCommandLine } from './run.ts';

const INTERRUPTED = 130;
const READER_GONE = 141;

/** A reader that goes away (`secure-config check | head`) ends the run as it ends any other program, quietly. */
function endQuietlyWithoutReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? READER_GONE : 3),
  );
}

async function main(): Promise<void> {
  endQuietlyWithoutReader(process.stdout);
  endQuietlyWithoutReader(process.stderr);
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  const code = await runCommandLine(process.argv.slice(2), interrupt.signal);
  process.exitCode = interrupt.signal.aborted ? INTERRUPTED : code;
}

/** A check of many files starts this program again in threads of its own. */
async function serve(): Promise<void> {
  const { serveThread } = await import('./check/thread.ts');
  serveThread();
}

void (isMainThread ? main() : serve());
