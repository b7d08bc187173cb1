/**
 * Keeps the open documents checked: each in its newest text, once, whoever asks. Nothing is debounced; a burst of
 * changes is coalesced because a check begins only when no change waits, and one that has been overtaken tells nobody.
 */
import type { Checker } from './checker.ts';
import type { OpenDocuments } from './documents.ts';
import type { FileCheck } from './file-check.ts';
import type { Inbox } from './inbox.ts';
import type { Log } from './log.ts';
import { createSignal, type Signal } from './signal.ts';

/** Why a document was checked: its text is new, or what it is checked against. */
type Cause = 'text' | 'governance';

interface Checking {
  readonly check: FileCheck;
  readonly cause: Cause;
}

export interface Validation {
  /** The check of the newest text; undefined when the document is not open. Rejects when the check has a fault. */
  current(uri: string): Promise<FileCheck | undefined>;
  /** Resolves when no open document waits to be checked: who types goes first. */
  idle(): Promise<void>;
  /** Manifest, profile, settings, folders or trust have changed: every open document is checked again. */
  revalidate(): void;
  readonly onDidCheck: Signal<Checking>['on'];
}

interface Run {
  readonly version: number;
  readonly generation: number;
  readonly result: Promise<FileCheck>;
}

export function createValidation(
  documents: OpenDocuments,
  inbox: Inbox,
  checker: Checker,
  log: Log,
): Validation {
  const checked = createSignal<Checking>('the news of a check', log);
  const runs = new Map<string, Run>();
  /** The last check of each document that has ended: the next one takes over what has not changed. */
  const latest = new Map<string, FileCheck>();
  const waiting = new Set<string>();
  let generation = 0;
  let pumping: Promise<void> | undefined;

  const isNewest = (uri: string, run: Run): boolean =>
    runs.get(uri) === run && run.generation === generation && documents.get(uri)?.version === run.version;

  const begin = (uri: string, version: number): Run => {
    const cause: Cause = runs.get(uri)?.version === version ? 'governance' : 'text';
    const run: Run = { version, generation, result: checker.open(uri, latest.get(uri)) };
    runs.set(uri, run);
    run.result.then(
      check => {
        // One that has been overtaken may be of a document that was closed meanwhile, and opened again.
        if (runs.get(uri) !== run) return;
        latest.set(uri, check);
        if (isNewest(uri, run)) checked.fire({ check, cause });
      },
      error => log.fault('the check of a document', error),
    );
    return run;
  };

  const current = async (uri: string): Promise<FileCheck | undefined> => {
    for (;;) {
      await inbox.settled();
      const document = documents.get(uri);
      if (!document) return undefined;
      const known = runs.get(uri);
      const run = known && isNewest(uri, known) ? known : begin(uri, document.version);
      const check = await run.result;
      if (isNewest(uri, run)) return check;
    }
  };

  const pump = async (): Promise<void> => {
    for (const uri of waiting) {
      waiting.delete(uri);
      await current(uri).catch(() => undefined);
    }
    pumping = undefined;
  };

  const touch = (uri: string): void => {
    waiting.add(uri);
    pumping ??= pump();
  };

  documents.onDidChange(({ uri }) => touch(uri));
  documents.onDidClose(({ uri }) => {
    runs.delete(uri);
    latest.delete(uri);
  });
  return {
    current,
    idle: async () => pumping,
    revalidate: () => {
      generation++;
      for (const { uri } of documents.all()) touch(uri);
    },
    onDidCheck: checked.on,
  };
}
