/** Keeps one `git update-ref --stdin` running through a run of updates, so that each of them costs no process. */
import { failure, type GitFailure } from './failure.ts';
import type { Git } from './git.ts';
import { keepAlive } from './keep-alive.ts';
import { startGit } from './run.ts';

export interface RefUpdate {
  readonly ref: string;
  /** Null: it is removed. */
  readonly to: string | null;
  /** What it has to be now; null: it must not be there. */
  readonly from: string | null;
}

export interface RefUpdater {
  /** Starts git now, to have it ready. */
  warm(): void;
  /** All or none, by compare-and-swap. Undefined: done. */
  update(updates: readonly RefUpdate[]): Promise<GitFailure | undefined>;
  /** Ends git. A later update starts it again. */
  close(): void;
}

/** Git is ended when it was not needed for a while: it writes the time it was first asked into the refs' logs. */
export function createRefUpdater(git: Git, gitDir: string): RefUpdater {
  let session: Session | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const current = (): Session => {
    if (!session?.isOpen()) session = startSession(git, gitDir);
    return session;
  };
  return {
    warm: () => void current(),
    update: updates => {
      const done = last.then(() => current().run(commandsFor(updates)));
      last = done;
      return done;
    },
    close: () => session?.close(),
  };
}

const IDLE = 5_000;
const TIMEOUT = 60_000;
const NO_OBJECT = '0'.repeat(40);

interface Session {
  isOpen(): boolean;
  run(commands: string): Promise<GitFailure | undefined>;
  close(): void;
}

function startSession(git: Git, gitDir: string): Session {
  const child = startGit(git, ['update-ref', '--stdin'], { gitDir });
  let settle: ((result: GitFailure | undefined) => void) | undefined;
  let isOpen = true;
  let printed = '';
  let words = '';
  const finish = (result: GitFailure | undefined) => {
    settle?.(result);
    settle = undefined;
    printed = '';
    keepAlive(child, false);
    if (isOpen) watch(IDLE);
  };
  const end = (why: GitFailure) => {
    isOpen = false;
    clearTimeout(timer);
    child.kill('SIGKILL');
    finish(why);
  };
  const watch = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => end(SILENT), milliseconds).unref();
  };
  let timer: NodeJS.Timeout | undefined;
  child.stdout?.setEncoding('latin1').on('data', (text: string) => {
    printed += text;
    if (printed.includes('commit: ok\n')) finish(undefined);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(0, LONGEST_WORDS);
  });
  child.stdin?.on('error', () => {});
  child.on('error', error => end(failure('git-missing', `Git could not be started: ${error.message}.`)));
  child.on('close', () => end(failure('git-failed', `git update-ref failed: ${words.trim()}`)));
  finish(undefined);
  return {
    isOpen: () => isOpen,
    run: commands =>
      new Promise(resolve => {
        settle = resolve;
        keepAlive(child, true);
        watch(TIMEOUT);
        child.stdin?.write(commands);
      }),
    close: () => end(SILENT),
  };
}

const LONGEST_WORDS = 2000;
const SILENT: GitFailure = failure('git-timeout', `git update-ref gave no answer for ${TIMEOUT / 1000} s.`);

function commandsFor(updates: readonly RefUpdate[]): string {
  const lines = updates.map(({ ref, to, from }) =>
    to === null ? `delete ${ref} ${from ?? ''}\n` : `update ${ref} ${to} ${from ?? NO_OBJECT}\n`,
  );
  return `start\n${lines.join('')}prepare\ncommit\n`;
}
