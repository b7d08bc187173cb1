/**
 * Checks many sources on all processors: this thread and others each take the next batch, and the outcomes come in the
 * order of the sources. A batch that another thread cannot do is done here, where its failure is said.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Choices } from '../projects.ts';
import { shareInOrder } from './in-order.ts';
import { type Checking, checkHere, type Outcome } from './outcomes.ts';
import type { ReportOptions } from './reporters.ts';
import type { Source } from './sources.ts';

/** Sources that one more thread has to be good for: it takes as long to start as to check a thousand. */
const WORTH_A_THREAD = 2000;
const MOST_THREADS = 7;
const BATCH = 50;
/** Batches that a thread has at a time: it goes on with the next while this thread is busy and does not hear it. */
const AT_A_TIME = 2;
/** Garbage of a file is collected before it is copied. In MB. */
const YOUNG_GENERATION = 64;

/** What a thread has to know to check as this one does. */
export interface ThreadData {
  readonly report: ReportOptions;
  readonly choices: Choices;
  readonly look: { readonly isColoured: boolean; readonly columns: number | undefined };
}

/** Null: something went wrong. */
export type Answer = readonly Outcome[] | null;

type Lane = (batch: readonly Source[]) => Promise<readonly Outcome[]>;

/** How many threads beside this one are worth their start. */
export function threadsFor(sources: number): number {
  return Math.min(Math.floor(sources / WORTH_A_THREAD), availableParallelism() - 1, MOST_THREADS);
}

export async function* checkInThreads(
  sources: readonly Source[],
  { count, data }: { readonly count: number; readonly data: ThreadData },
  checking: Checking,
): AsyncGenerator<Outcome> {
  const batches = Array.from({ length: Math.ceil(sources.length / BATCH) }, (_, index) =>
    sources.slice(index * BATCH, (index + 1) * BATCH),
  );
  const workers = Array.from({ length: count }, () => startWorker(data));
  const here: Lane = async batch => {
    await letAnswersIn();
    return collect(checkHere(batch, checking));
  };
  try {
    const lanes = [here, ...workers.flatMap(worker => lanesOf(worker, here))];
    for await (const outcomes of shareInOrder(batches, lanes)) yield* outcomes;
  } finally {
    for (const worker of workers) void worker.terminate();
  }
}

/** Checking never waits, and nothing that threads answer would be heard before all is done. */
function letAnswersIn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

function startWorker(workerData: ThreadData): Worker {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_GENERATION };
  const worker = new Worker(__filename, { workerData, resourceLimits });
  worker.on('error', () => undefined); // its batch is done here
  return worker;
}

/** The thread answers in the order in which it is asked. */
function lanesOf(worker: Worker, here: Lane): readonly Lane[] {
  let isAlive = true;
  const asked: ((answer: Answer) => void)[] = [];
  worker.on('message', (answer: Answer) => asked.shift()?.(answer));
  worker.once('exit', () => {
    isAlive = false;
    for (const resolve of asked.splice(0)) resolve(null);
  });
  const ask = (batch: readonly Source[]): Promise<Answer> =>
    new Promise(resolve => {
      asked.push(resolve);
      worker.postMessage(batch);
    });
  const lane: Lane = async batch => (isAlive ? await ask(batch) : null) ?? here(batch);
  return Array.from({ length: AT_A_TIME }, () => lane);
}

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
