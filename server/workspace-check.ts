/** Checks every configuration file of the workspace, in small steps between which keystrokes are served. */
import { performance } from 'node:perf_hooks';
import type { CancellationToken } from 'vscode-languageserver/node';
import { readStamp, type Stamp } from '../shared/node/stamp.ts';
import type { Checker } from './checker.ts';
import { coalesce } from './coalesce.ts';
import type { OpenDocuments } from './documents.ts';
import type { Inbox } from './inbox.ts';
import type { Log } from './log.ts';
import type { Projects } from './projects.ts';
import type { Results } from './results.ts';
import type { Validation } from './validation.ts';

/** Files that are read at the same time. */
const READERS = 8;
/** Milliseconds of work after which everything that waits goes first. */
const STRETCH = 2;
/** Milliseconds from the change of a manifest on disk to the check of all files: several change together. */
const REFRESH_DELAY = 300;

export interface WorkspaceCheckParts {
  readonly checker: Checker;
  readonly documents: OpenDocuments;
  readonly inbox: Inbox;
  readonly log: Log;
  readonly projects: Projects;
  readonly results: Results;
  readonly validation: Validation;
}

export interface WorkspaceCheck {
  /** `progress` is called after each file. False when cancelled: what has been checked by then is kept. */
  run(
    token: CancellationToken,
    progress: Progress,
  ): Promise<{ readonly files: number; readonly cancelled: boolean }>;
  /** Whether one run has ended since the start: every file has its result, and keeps it up to date. */
  isComplete(): boolean;
  /** One file has changed on disk, or has been closed. */
  recheck(path: string): void;
  /** What governs the files has changed: `saved`, and is on disk, so that all are checked again where all were. */
  outdate(saved: boolean): void;
}

export type Progress = (done: number, total: number) => void;

const NEVER: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

export function createWorkspaceCheck(parts: WorkspaceCheckParts): WorkspaceCheck {
  const { documents, inbox, log, projects, results, validation } = parts;
  let stamps = new Map<string, Stamp>();
  let complete = false;

  const run: WorkspaceCheck['run'] = async (token, progress) => {
    const pause = async (): Promise<void> => {
      await inbox.settled();
      await validation.idle();
    };
    const found = await listFiles(projects, { token, pause });
    const faulty = token.isCancellationRequested ? [] : await projects.faultySources(found);
    const paths = [...new Set([...found, ...faulty])];
    let done = 0;
    await forEachFile(paths, { token, pause }, async path => {
      await checkOne(path, stamps, parts).catch(error => log.fault('the check of a file', error));
      progress(++done, paths.length);
    });
    const cancelled = token.isCancellationRequested;
    if (!cancelled) dropOthers(new Set(paths), results, documents);
    complete ||= !cancelled;
    return { files: done, cancelled };
  };

  const inBackground = (what: string, work: Promise<unknown>): void => {
    work.catch(error => log.fault(what, error));
  };
  const refresh = coalesce(REFRESH_DELAY, () =>
    inBackground(
      'the check of the workspace',
      run(NEVER, () => undefined),
    ),
  );
  /** Whether a file that was not there belongs to the workspace, only the walk can tell: its folder may be ignored. */
  const discover = async (path: string): Promise<void> => {
    if (await projects.governanceOf(path, '', { dialects: [], profile: '' })) refresh();
  };

  return {
    run,
    isComplete: () => complete,
    recheck: path => {
      stamps.delete(path);
      if (!complete) results.delete(path);
      else if (results.get(path)) inBackground('the check of a file', checkOne(path, stamps, parts));
      else inBackground('the look at a new file', discover(path));
    },
    outdate: saved => {
      stamps = new Map();
      if (saved && complete) refresh();
    },
  };
}

async function listFiles(projects: Projects, { token, pause }: Turns): Promise<readonly string[]> {
  const stop = new AbortController();
  const subscription = token.onCancellationRequested(() => stop.abort());
  const paths: string[] = [];
  const takeTurns = turns(pause);
  try {
    for await (const path of projects.files(stop.signal)) {
      await takeTurns();
      if (token.isCancellationRequested) break;
      paths.push(path);
    }
  } catch (error) {
    if (!token.isCancellationRequested) throw error;
  } finally {
    subscription.dispose();
  }
  return paths;
}

interface Turns {
  readonly token: CancellationToken;
  /** Lets everything else go first. */
  readonly pause: () => Promise<void>;
}

/** Pauses when the last pause is longer ago than a stretch. */
function turns(pause: () => Promise<void>): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < STRETCH) return undefined;
    return pause().then(() => {
      last = performance.now();
    });
  };
}

/** Some files at a time, in order, until all are done or the token is cancelled; with a pause after each stretch. */
async function forEachFile(
  paths: readonly string[],
  { token, pause }: Turns,
  work: (path: string) => Promise<void>,
): Promise<void> {
  let next = 0;
  const takeTurns = turns(pause);
  const reader = async (): Promise<void> => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      await takeTurns();
      if (token.isCancellationRequested) return;
      await work(path);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
}

/** An open document counts as the editor has it; a file that has not changed since its last check is left alone. */
async function checkOne(path: string, stamps: Map<string, Stamp>, parts: WorkspaceCheckParts): Promise<void> {
  const { checker, documents, results, validation } = parts;
  const uri = documents.uriAt(path);
  if (uri !== undefined) return void (await validation.current(uri));
  const stamp = await readStamp(path);
  if (stamp !== undefined && stamps.get(path) === stamp) return;
  const check = stamp === undefined ? undefined : await checker.disk(path);
  if (documents.uriAt(path) !== undefined) return;
  if (!check || stamp === undefined) return results.delete(path);
  stamps.set(path, stamp);
  results.set(check);
}

function dropOthers(found: ReadonlySet<string>, results: Results, documents: OpenDocuments): void {
  for (const { path } of [...results.each()]) {
    if (!found.has(path) && documents.uriAt(path) === undefined) results.delete(path);
  }
}
