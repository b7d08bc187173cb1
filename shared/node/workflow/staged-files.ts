/**
 * Writes several files together with an event of the ledger: all of both, or none. The new texts are written beside the
 * files, for their owner alone, and made durable before the event is appended; they take the files' names after it. A
 * note in the ledger's folder says what is under way, so that whatever a crash leaves behind is finished, or undone,
 * when somebody looks next.
 */
import { randomUUID } from 'node:crypto';
import { access, chmod, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../private-files.ts';
import { waitingPlace } from '../waiting-place.ts';
import type { Failure } from './service.ts';
import { leftNotes, type Note, type NotedFile, newNote, writeNote } from './staging-note.ts';
import { digestOfFile, targetFile } from './target-file.ts';
import { clearWaiting, writeWaiting } from './waiting-text.ts';

export interface WantedFile {
  /** Relative to the manifest's folder. */
  readonly path: string;
  /** Null: the file is to go. */
  readonly text: string | null;
}

export interface Wanted {
  /** Of the ledger, where notes are kept. */
  readonly ledger: string;
  /** Of the manifest: nothing outside is written. */
  readonly root: string;
  /** The request whose being applied decides. */
  readonly request: string;
  readonly files: readonly WantedFile[];
}

export interface Staged {
  /** Gives the files their new texts: the event has been acknowledged. */
  commit(): Promise<Finished>;
  /** Leaves everything as it was: there will be no event. */
  abandon(): Promise<void>;
}

export interface Finished {
  /** Absolute paths of files that somebody has changed meanwhile, which are left as they are. */
  readonly changed: readonly string[];
  /** Of files that could not be written: whoever looks next tries again. */
  readonly unwritten: readonly string[];
}

/** After a failure everything is as it was. @throws the system's error, and then, too */
export async function stageFiles({ ledger, root, request, files }: Wanted): Promise<Staged | Failure> {
  const planned: NotedFile[] = [];
  for (const { path: relative, text } of files) {
    const target = await targetFile(root, relative);
    if ('code' in target) return target;
    planned.push({ ...target, staged: text === null ? null : waitingPlace(target.path) });
  }
  const file = path.join(ledger, NOTES, `${request}.${randomUUID()}.json`);
  const note = newNote(request, planned);
  try {
    await writeNote(file, note);
    for (const [index, { staged }] of planned.entries()) {
      const text = files[index]?.text ?? null;
      if (staged === null || text === null) continue;
      await writeWaiting(staged, text);
    }
  } catch (error) {
    await undo(file, note);
    throw error;
  }
  return { commit: () => finish(file, note), abandon: () => undo(file, note) };
}

export interface Recovered extends Finished {
  readonly request: string;
  readonly outcome: 'finished' | 'undone';
}

/** Finishes or undoes what a crash has left, by whether the ledger has the request as applied. */
export async function recoverStagedFiles(
  ledger: string,
  isApplied: (request: string) => boolean,
): Promise<readonly Recovered[]> {
  const recovered: Recovered[] = [];
  for (const { file, note } of await leftNotes(path.join(ledger, NOTES))) {
    const { request } = note;
    if (isApplied(request)) {
      recovered.push({ request, outcome: 'finished', ...(await finish(file, note)) });
    } else {
      await undo(file, note);
      recovered.push({ request, outcome: 'undone', changed: [], unwritten: [] });
    }
  }
  return recovered;
}

const NOTES = 'applying';

async function finish(file: string, note: Note): Promise<Finished> {
  const changed: string[] = [];
  const unwritten: string[] = [];
  for (const each of note.files) {
    const outcome = await replace(each).catch(() => 'unwritten' as const);
    if (outcome === 'changed') changed.push(each.path);
    if (outcome === 'unwritten') unwritten.push(each.path);
  }
  if (unwritten.length > 0) await writeNote(file, { ...note, owner: null });
  else await rm(file, { force: true });
  return { changed, unwritten };
}

/** Permissions are given last, so that a crash before leaves no secret that others could read. */
async function replace({ path: file, staged, before, mode }: NotedFile): Promise<'done' | 'changed'> {
  if (staged !== null && !(await exists(staged))) {
    await clearWaiting(staged);
    return 'done';
  }
  const now = await digestOfFile(file);
  if (staged === null && now === null) return 'done';
  const isChanged = now !== before;
  if (!isChanged && staged === null) await rm(file, { force: true });
  if (!isChanged && staged !== null) {
    await chmod(staged, mode);
    await rename(staged, file);
  }
  if (staged !== null) await clearWaiting(staged);
  await syncFolder(path.dirname(file));
  return isChanged ? 'changed' : 'done';
}

async function undo(file: string, { files }: Note): Promise<void> {
  for (const { staged } of files) if (staged !== null) await clearWaiting(staged);
  await rm(file, { force: true });
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
