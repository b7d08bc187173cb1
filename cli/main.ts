/** The process behind `secure-config`: loads what the command needs, runs it, and turns what happens into an exit code. */
import path from 'node:path';
import process from 'node:process';
import { environmentOf } from '../shared/node/environment.ts';
import { codeCacheOf } from '../shared/node/private-cache.ts';
import { loadProgram } from '../shared/node/program.ts';
import { isCheckingWord } from './checking-words.ts';

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
  const args = process.argv.slice(2);
  const { runCommandLine, root } = loadFor(args[0]);
  const code = await runCommandLine(root, args, interrupt.signal);
  process.exitCode = interrupt.signal.aborted ? INTERRUPTED : code;
}

/** A check starts faster without the commands of ledgers. Only one of the two is ever read. */
function loadFor(word: string | undefined): Program {
  const [name, purpose] = word !== undefined && isCheckingWord(word) ? ['cli-check', word] : ['cli-all', ''];
  const cache = codeCacheOf(environmentOf(process.env));
  const later = (keep: () => void) => void process.once('exit', keep);
  return loadProgram(path.join(__dirname, `${name}.js`), { purpose, cache, later }) as Program;
}

type Program = typeof import('./checking-bundle.ts') | typeof import('./whole-bundle.ts');

void main();
