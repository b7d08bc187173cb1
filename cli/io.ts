/** What a command sees of the process that runs it: streams, environment, folder and clock, passed explicitly. */
import process from 'node:process';
import { type KeptCode, keepCode } from '../shared/node/code-cache.ts';
import { environmentOf } from '../shared/node/environment.ts';
import { codeCacheOf } from '../shared/node/private-cache.ts';
import { createStyle, type Style } from './text/style.ts';
import { visibleLines } from './text/width.ts';

export interface Io {
  /** Standard output, for results only. */
  out(text: string): void;
  /** Standard error, for everything else: messages, in which whatever a file or an argument is called can do nothing. */
  err(text: string): void;
  /** Standard error as it is, for what is drawn of nothing but our own: help and progress. */
  draw(text: string): void;
  /** All of standard input, as text. */
  readInput(): Promise<string>;
  /** Asks on the terminal; answers the line without its break. Null when there is nobody to ask. */
  ask(question: string): Promise<string | null>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The current folder, absolute. */
  readonly folder: string;
  now(): Date;
  /** How standard output is coloured. */
  readonly style: Style;
  readonly isColoured: boolean;
  /** Columns of the terminal that standard output is; undefined when it is none. */
  readonly columns: number | undefined;
  /** Whether there is a person to ask: standard input and standard error are terminals. */
  readonly interactive: boolean;
  /** Whether standard error is a terminal, where progress may be drawn. */
  readonly showsProgress: boolean;
  /** Fires at the first Ctrl+C. */
  readonly signal: AbortSignal;
  /** What schemas were compiled to, from one run to the next. */
  readonly codeCache: KeptCode;
}

/** @param colour what `--color` or `--no-color` said */
export function processIo(colour: boolean | undefined, signal: AbortSignal): Io {
  const { stdin, stdout, stderr, env } = process;
  const interactive = Boolean(stdin.isTTY && stderr.isTTY);
  const isColoured = colour ?? wantsColour(stdout.isTTY, env);
  return {
    out: text => void stdout.write(text),
    err: text => void stderr.write(visibleLines(text)),
    draw: text => void stderr.write(text),
    readInput,
    ask: question => (interactive ? ask(question) : Promise.resolve(null)),
    environment: env,
    folder: process.cwd(),
    now: () => new Date(),
    style: createStyle(isColoured),
    isColoured,
    columns: stdout.isTTY ? stdout.columns : undefined,
    interactive,
    showsProgress: stderr.isTTY && env.TERM !== 'dumb' && !env.CI,
    signal,
    codeCache: keepCode(codeCacheOf(environmentOf(env))),
  };
}

/** https://no-color.org and https://force-color.org: set and not empty. */
function wantsColour(isTerminal: boolean, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
