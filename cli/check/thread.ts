/** The other side of threads.ts: checks the batches that it is sent, one after the other, as the thread that sends them would. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { processIo } from '../io.ts';
import { openProjects } from '../projects.ts';
import { type Checking, checkHere, type Outcome } from './outcomes.ts';
import { createReporter } from './reporters.ts';
import type { Source } from './sources.ts';
import type { Answer, ThreadData } from './threads.ts';

export function serveThread(port: MessagePort | null = parentPort): void {
  const { report, choices, look } = workerData as ThreadData;
  const io = { ...processIo(look.isColoured, new AbortController().signal), columns: look.columns };
  const checking = { projects: openProjects(io, choices), reporter: createReporter(report, io), io };
  let last: Promise<void> = Promise.resolve();
  port?.on('message', (batch: readonly Source[]) => {
    last = last.then(async () => port.postMessage(await answer(batch, checking)));
  });
}

async function answer(batch: readonly Source[], checking: Checking): Promise<Answer> {
  const outcomes: Outcome[] = [];
  try {
    for await (const outcome of checkHere(batch, checking)) outcomes.push(outcome);
    return outcomes;
  } catch {
    return null;
  }
}
