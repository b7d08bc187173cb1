/**
 * Checks every configuration file of the workspace, in small steps between which keystrokes are served; and of its own
 * accord those that a ledger has versions of, of which it keeps what differs from them.
 */
import type { CancellationToken } from 'vscode-languageserver/node';
import { readStamp, type Stamp } from '../shared/node/stamp.ts';
import type { Checker } from './checker.ts';
import { coalesce } from './coalesce.ts';
import type { OpenDocuments } from './documents.ts';
import type { FileCheck } from './file-check.ts';
import type { Inbox } from './inbox.ts';
import type { Baselines } from './ledger/baselines.ts';
import type { MeasuredFiles } from './ledger/measured-files.ts';
import type { Log } from './log.ts';
import type { Projects } from './projects.ts';
import type { Results } from './results.ts';
import { forEachFile, type Turn, type Turns, turns } from './turns.ts';
import type { Validation } from './validation.ts';

/** Milliseconds from the change of a manifest on disk to the check of all files: several change together. */
const REFRESH_DELAY = 300;

export interface WorkspaceCheckParts {
  readonly baselines: Baselines;
  readonly checker: Checker;
  readonly documents: OpenDocuments;
  readonly inbox: Inbox;
  readonly log: Log;
  readonly measured: MeasuredFiles;
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
  /** Looks, soon, whether a file differs from what was approved: a ledger has been found, or has changed. */
  lookForDrift(): void;
  /** One file has changed on disk, come or gone, has been closed, or is measured against another version. */
  recheck(path: string): void;
  /** What governs the files has changed: `saved`, and is on disk, so that all are checked again where all were. */
  outdate(saved: boolean): void;
}

export type Progress = (done: number, total: number) => void;

const NEVER: CancellationToken = {
  isCancellationRequested: false,
  onCancellationRequested: () => ({ dispose: () => undefined }),
};

/** What is known of a file: as it was then, and whether its check is among the results. */
interface Looked {
  readonly stamp: Stamp;
  readonly isKept: boolean;
}

export function createWorkspaceCheck(parts: WorkspaceCheckParts): WorkspaceCheck {
  const { baselines, documents, inbox, log, measured, projects, results, validation } = parts;
  const looked = new Map<string, Looked>();
  const waiting = new Set<string>();
  let complete = false;
  let runs = 0;
  let isRechecking = false;

  const pause = async (): Promise<void> => {
    await inbox.settled();
    await validation.idle();
  };
  /** Until every file has its result, those that do not drift have one only while a run goes on. */
  const keepsAll = (): boolean => complete || runs > 0;

  /** An open document counts as the editor has it; a file that has not changed since its last check is left alone. */
  const checkOne = async (path: string, turn: Turn): Promise<void> => {
    const uri = documents.uriAt(path);
    if (uri !== undefined) return void (await validation.current(uri));
    const stamp = await readStamp(path);
    const known = looked.get(path);
    if (stamp !== undefined && known?.stamp === stamp && (known.isKept || !keepsAll())) return;
    const check = await (stamp === undefined ? parts.checker.gone(path) : parts.checker.disk(path, turn));
    if (documents.uriAt(path) !== undefined) return;
    const isKept = check !== undefined && (keepsAll() || drifts(check));
    if (stamp === undefined) looked.delete(path);
    else looked.set(path, { stamp, isKept });
    if (isKept) results.set(check);
    else results.delete(path);
  };
  const checkEach = (
    paths: readonly string[],
    token: CancellationToken,
    progress?: Progress,
  ): Promise<void> => {
    let done = 0;
    return forEachFile(paths, { token, pause }, async (path, turn) => {
      await checkOne(path, turn).catch(error => {
        if (!token.isCancellationRequested) log.fault('the check of a file', error);
      });
      if (!token.isCancellationRequested) progress?.(++done, paths.length);
    });
  };

  const run: WorkspaceCheck['run'] = async (token, progress) => {
    runs++;
    try {
      const found = await listFiles(projects, { token, pause });
      const isOver = token.isCancellationRequested;
      const more = isOver ? [] : [...(await projects.faultySources(found)), ...(await measured.all())];
      const paths = [...new Set([...found, ...more])];
      let files = 0;
      await checkEach(paths, token, (done, total) => {
        files = done;
        progress(done, total);
      });
      const cancelled = token.isCancellationRequested;
      if (!cancelled) dropOthers(new Set(paths), results, documents);
      complete ||= !cancelled;
      return { files, cancelled };
    } finally {
      runs--;
    }
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
  const lookForDrift = coalesce(REFRESH_DELAY, () => {
    const look = async (): Promise<void> => {
      await pause();
      const paths = new Set(await measured.all());
      await checkEach([...paths], NEVER);
      for (const check of results.each()) if (drifts(check) && !paths.has(check.path)) recheck(check.path);
    };
    inBackground('the look for drift', look());
  });

  const recheckOne = async (path: string, turn: Turn): Promise<void> => {
    looked.delete(path);
    if ((keepsAll() && results.get(path)) || (await measured.has(path))) return checkOne(path, turn);
    if (!keepsAll() || (await readStamp(path)) === undefined) return results.delete(path);
    // Whether a file that was not there belongs to the workspace, only the walk can tell: its folder may be ignored.
    if (await projects.governanceOf(path, '', { dialects: [], profile: '' })) refresh();
  };
  const recheckWaiting = async (): Promise<void> => {
    isRechecking = true;
    while (waiting.size > 0) {
      const paths = [...waiting];
      waiting.clear();
      await forEachFile(paths, { token: NEVER, pause }, (path, turn) =>
        recheckOne(path, turn).catch(error => log.fault('the check of a file', error)),
      );
    }
    isRechecking = false;
  };

  const recheck = (path: string): void => {
    waiting.add(path);
    if (!isRechecking) void recheckWaiting();
  };

  return {
    run,
    isComplete: () => complete,
    lookForDrift,
    recheck,
    outdate: saved => {
      looked.clear();
      if (!saved) return;
      baselines.outdate();
      if (complete) refresh();
      else lookForDrift();
    },
  };
}

function drifts({ status }: FileCheck): boolean {
  return (status?.baseline?.drifted ?? 0) > 0;
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

function dropOthers(found: ReadonlySet<string>, results: Results, documents: OpenDocuments): void {
  for (const { path } of [...results.each()]) {
    if (!found.has(path) && documents.uriAt(path) === undefined) results.delete(path);
  }
}
