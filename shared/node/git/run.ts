/** Runs one git command to its end: the only place, with `cat-file.ts`, that starts git. */
import { type ChildProcess, spawn } from 'node:child_process';
import { type Environment, localEnvironment, SETTINGS } from './environment.ts';
import { failure, type GitFailure, isFailure } from './failure.ts';
import type { Git } from './git.ts';

export interface RunOptions {
  /** Absolute path of a bare repository. Without it, only commands that need none. */
  readonly gitDir?: string;
  /** Absolute folder to run in; the file system's root if not given. */
  readonly folder?: string;
  readonly input?: Uint8Array | string;
  /** Default: `localEnvironment`. */
  readonly environment?: Environment;
  /** Milliseconds until git is killed; 60,000 if not given. */
  readonly timeout?: number;
  /** Bytes of standard output; 16 MiB if not given. */
  readonly maxOutput?: number;
  readonly signal?: AbortSignal;
}

/** How a command ended. */
export interface Run {
  readonly code: number | null;
  readonly output: Buffer;
  /** The beginning of what it wrote to standard error. */
  readonly words: string;
}

/** Standard output of a command that ended with 0. */
export async function runGit(
  git: Git,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Buffer | GitFailure> {
  const run = await finishGit(git, args, options);
  if (isFailure(run)) return run;
  return run.code === 0 ? run.output : failed(args, run.words);
}

/** As `runGit`, for a command whose output counts even when it ended with an error. */
export async function finishGit(
  git: Git,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Run | GitFailure> {
  if (options.signal?.aborted) return ABORTED;
  return new Promise(resolve => {
    const child = startGit(git, args, options);
    const limits = holdToLimits(child, args, options);
    const output: Buffer[] = [];
    const words: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => limits.allows(chunk) && output.push(chunk));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => words.length < 100 && words.push(text));
    const end = (result: Run | GitFailure) => resolve(limits.end() ?? result);
    child.on('error', error => end(failure('git-missing', `Git could not be started: ${error.message}.`)));
    child.on('close', code => end({ code, output: Buffer.concat(output), words: words.join('') }));
    child.stdin?.on('error', () => {}); // git that ends early says why on standard error
    child.stdin?.end(options.input ?? '');
  });
}

interface Limits {
  /** False: too much, and git is stopped. */
  allows(chunk: Buffer): boolean;
  /** To be called when git has ended. Why it was stopped; undefined: it was not. */
  end(): GitFailure | undefined;
}

function holdToLimits(child: ChildProcess, args: readonly string[], options: RunOptions): Limits {
  const { timeout = DEFAULT_TIMEOUT, maxOutput = DEFAULT_OUTPUT, signal } = options;
  let stopped: GitFailure | undefined;
  let size = 0;
  const stop = (why: GitFailure) => {
    stopped ??= why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => stop(timedOut(args, timeout)), timeout);
  const onAbort = () => stop(ABORTED);
  signal?.addEventListener('abort', onAbort, { once: true });
  return {
    allows: chunk => {
      size += chunk.length;
      if (size > maxOutput) stop(tooLarge(args));
      return size <= maxOutput;
    },
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      return stopped;
    },
  };
}

/** Starts git with pipes, the settings that hold always, and an environment from scratch. */
export function startGit(git: Git, args: readonly string[], options: RunOptions): ChildProcess {
  const { gitDir } = options;
  const where = gitDir === undefined ? [] : [`--git-dir=${gitDir}`];
  return spawn(git.binary, [...SETTINGS, ...where, ...args], {
    cwd: options.folder ?? '/', // what git works on is always named
    env: options.environment ?? localEnvironment(git.inherited),
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
}

const DEFAULT_TIMEOUT = 60_000;
const DEFAULT_OUTPUT = 16 * 1024 * 1024;
const ABORTED: GitFailure = failure('aborted', 'Stopped on request.');

function failed(args: readonly string[], words: string): GitFailure {
  const said = words.trim() === '' ? 'It said nothing.' : words.trim().slice(0, LONGEST_WORDS);
  return failure('git-failed', `git ${args[0]} failed: ${said}`);
}

const LONGEST_WORDS = 2000;

function timedOut(args: readonly string[], timeout: number): GitFailure {
  return failure('git-timeout', `git ${args[0]} did not end within ${timeout / 1000} s and was stopped.`);
}

function tooLarge(args: readonly string[]): GitFailure {
  return failure('git-output-too-large', `git ${args[0]} printed more than is ever needed and was stopped.`);
}
