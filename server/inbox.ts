/**
 * Knows whether changes to documents wait unprocessed, so that only the newest text is ever checked. The connection
 * handles one message per turn of the event loop: without this, a burst of keystrokes would be checked one by one.
 */
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import type { Message, MessageReader, MessageStrategy } from 'vscode-languageserver/node';
import { StreamMessageReader } from 'vscode-languageserver/node';

/** Milliseconds after which a text is checked although newer ones keep coming. */
const LONGEST_WAIT = 100;

export interface Inbox {
  readonly reader: MessageReader;
  readonly strategy: MessageStrategy;
  /** Resolves once every change that has arrived is applied, or after `LONGEST_WAIT`. */
  settled(): Promise<void>;
}

export function createInbox(input: Readable): Inbox {
  const stream = new StreamMessageReader(input);
  let received = 0;
  let handled = 0;
  const reader: MessageReader = {
    onError: stream.onError,
    onClose: stream.onClose,
    onPartialMessage: stream.onPartialMessage,
    dispose: () => stream.dispose(),
    listen: callback =>
      stream.listen(message => {
        if (isDocumentChange(message)) received++;
        callback(message);
      }),
  };
  const strategy: MessageStrategy = {
    handleMessage: (message, next) => {
      if (isDocumentChange(message)) handled++;
      return next(message);
    },
  };
  return { reader, strategy, settled: () => settle(() => handled === received) };
}

/** One turn lets the operating system's pipe be read; the following ones let what was read be handled. */
async function settle(isEmpty: () => boolean): Promise<void> {
  const start = performance.now();
  do await nextTurn();
  while (!isEmpty() && performance.now() - start < LONGEST_WAIT);
}

/** Lets everything that waits (input, timers, requests) go first. */
export function nextTurn(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

function isDocumentChange(message: Message): boolean {
  const { method } = message as { method?: unknown };
  return typeof method === 'string' && method.startsWith('textDocument/did');
}
