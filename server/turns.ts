/** Long work over many files, in small steps between which keystrokes are served. */
import { performance } from 'node:perf_hooks';
import type { CancellationToken } from 'vscode-languageserver/node';

/** Files that are read at the same time. */
const READERS = 8;
/** Milliseconds of work after which everything that waits goes first. */
const STRETCH = 1;

export interface Turns {
  readonly token: CancellationToken;
  /** Lets everything else go first. */
  readonly pause: () => Promise<void>;
}

/** Pauses when the last pause is longer ago than a stretch. */
export function turns(pause: () => Promise<void>): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < STRETCH) return undefined;
    return pause().then(() => {
      last = performance.now();
    });
  };
}

/** Does a piece of work when its turn has come. Rejects when the token is cancelled before. */
export type Turn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Some files at a time, in order, until all are done or the token is cancelled; with a pause after each stretch. What is to
 * be done once a file is read has to wait for its turn: several are read at the same moment.
 */
export async function forEachFile(
  paths: readonly string[],
  { token, pause }: Turns,
  work: (path: string, turn: Turn) => Promise<void>,
): Promise<void> {
  let next = 0;
  const takeTurns = turns(pause);
  const turn = oneByOne(takeTurns, token);
  const reader = async (): Promise<void> => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      await takeTurns();
      if (token.isCancellationRequested) return;
      await work(path, turn);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
}

function oneByOne(takeTurns: () => Promise<void> | undefined, token: CancellationToken): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return work => {
    const result = last.then(takeTurns).then(() => {
      if (token.isCancellationRequested) throw new Error('It was cancelled.');
      return work();
    });
    last = result.catch(() => undefined);
    return result;
  };
}
