/** Keeps one `git cat-file --batch` running, so that reading an object costs no process. */
import { failure, type GitFailure } from './failure.ts';
import type { Git } from './git.ts';
import { keepAlive } from './keep-alive.ts';
import { type Answer, createAnswerReader } from './object-stream.ts';
import { startGit } from './run.ts';

export interface CatFile {
  /** Starts git now, to have it ready. */
  warm(): void;
  /** An object by its id, or what a ref points to at this moment. */
  read(name: string): Promise<Answer | GitFailure>;
  /** Answers in the order of the names; no more than a few hundred are held at a time. */
  readMany(names: Iterable<string>): AsyncGenerator<NamedAnswer>;
  /** Ends git. A later read starts it again. */
  close(): void;
}

export interface NamedAnswer {
  /** What was asked for. */
  readonly name: string;
  readonly answer: Answer | GitFailure;
}

/** Git is started by the first read, again after it died, and does not keep this process alive while nobody waits. */
export function createCatFile(git: Git, gitDir: string): CatFile {
  let session: Session | undefined;
  const current = (): Session => {
    if (!session?.isOpen()) session = startSession(git, gitDir);
    return session;
  };
  const read = async (name: string): Promise<Answer | GitFailure> => {
    if (/[\n\0]/.test(name)) return undefined;
    const answer = await current().ask(name);
    return answer === ENDED ? readAlone(git, gitDir, name) : answer;
  };
  return {
    warm: () => void current(),
    read,
    readMany: names => readAhead(names, read),
    close: () => session?.close(),
  };
}

const READ_AHEAD = 256;
const LARGEST_OBJECT = 64 * 1024 * 1024;
const TIMEOUT = 30_000;

/** Git ends at an object that is damaged in a pack. Asked for alone, it shows which of those that waited it was. */
async function readAlone(git: Git, gitDir: string, name: string): Promise<Answer | GitFailure> {
  const session = startSession(git, gitDir);
  const answer = await session.ask(name);
  session.close();
  return answer === ENDED ? undefined : answer;
}

type Settle = (answer: Answer | GitFailure) => void;

interface Session {
  isOpen(): boolean;
  ask(name: string): Promise<Answer | GitFailure>;
  close(): void;
}

async function* readAhead(
  names: Iterable<string>,
  read: (name: string) => Promise<Answer | GitFailure>,
): AsyncGenerator<NamedAnswer> {
  const waiting: { readonly name: string; readonly answer: Promise<Answer | GitFailure> }[] = [];
  for (const name of names) {
    waiting.push({ name, answer: read(name) });
    if (waiting.length < READ_AHEAD) continue;
    for (const { name, answer } of waiting.splice(0, READ_AHEAD / 2)) yield { name, answer: await answer };
  }
  for (const { name, answer } of waiting) yield { name, answer: await answer };
}

function startSession(git: Git, gitDir: string): Session {
  const child = startGit(git, ['cat-file', '--batch'], { gitDir });
  const reader = createAnswerReader(LARGEST_OBJECT);
  const waiting: Settle[] = [];
  let names: string[] = [];
  let first = 0;
  let isOpen = true;
  const end = (why: GitFailure) => {
    isOpen = false;
    clearTimeout(timer);
    child.kill('SIGKILL');
    for (const settle of waiting.splice(0).slice(first)) settle(why);
    first = 0;
  };
  const timer = setTimeout(() => (waiting.length > first ? end(SILENT) : undefined), TIMEOUT);
  const send = () => {
    child.stdin?.write(`${names.join('\n')}\n`);
    names = [];
  };
  child.stdout?.on('data', (chunk: Buffer) => {
    const answers = reader.push(chunk);
    if (answers === false) return end(UNREADABLE);
    timer.refresh();
    for (const answer of answers) waiting[first++]?.(answer);
    const isIdle = first === waiting.length;
    if (isIdle || first >= READ_AHEAD) {
      waiting.splice(0, first);
      first = 0;
    }
    if (isIdle) keepAlive(child, false);
  });
  child.stderr?.resume(); // it repeats that an object is damaged, which the answer says
  child.stdin?.on('error', () => {});
  child.on('error', error => end(failure('git-missing', `Git could not be started: ${error.message}.`)));
  child.on('close', () => end(ENDED));
  timer.unref();
  keepAlive(child, false);
  return {
    isOpen: () => isOpen,
    ask: name =>
      new Promise(settle => {
        if (waiting.length === first) {
          keepAlive(child, true);
          timer.refresh();
        }
        waiting.push(settle);
        if (names.push(name) === 1) process.nextTick(send);
      }),
    close: () => end(CLOSED),
  };
}

const ENDED: GitFailure = failure('git-failed', 'git cat-file ended before it had answered.');
const CLOSED: GitFailure = failure('aborted', 'The ledger was closed while it was read.');
const SILENT: GitFailure = failure('git-timeout', `git cat-file gave no answer for ${TIMEOUT / 1000} s.`);
const UNREADABLE: GitFailure = failure(
  'git-output-too-large',
  'An object of the ledger is larger than any that is ever written, or git answered in an unknown way.',
);
