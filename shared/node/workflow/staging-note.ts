/** Notes in the ledger's folder of files that are being written together with an event: who is at it, and where they wait. */
import { readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isAlive, ownIdentity, type ProcessIdentity } from '../ledger/process-identity.ts';
import { makePrivateFolder, writePrivateFile } from '../private-files.ts';

/** What is under way. No text is in it, and no secret. */
export interface Note {
  readonly formatVersion: 1;
  /** Once it has been applied in the ledger, the files get their new texts. */
  readonly request: string;
  /** The process that is at it; null when it has given up, so that the next may finish it. */
  readonly owner: ProcessIdentity | null;
  readonly files: readonly NotedFile[];
}

export interface NotedFile {
  /** Absolute, links resolved. */
  readonly path: string;
  /** Where the new text waits, in a folder of its own beside the file; null for a file that is to go. */
  readonly staged: string | null;
  /** SHA-256 of what is to be replaced; null where there was no file. */
  readonly before: string | null;
  /** Permissions that the file has, and keeps. */
  readonly mode: number;
}

/** `file`: of the note, in a folder that is made if need be. Whoever reads it meanwhile sees nothing, or all of it. */
export async function writeNote(file: string, note: Note): Promise<void> {
  await makePrivateFolder(path.dirname(file));
  await writePrivateFile(file, JSON.stringify(note));
}

export function newNote(request: string, files: readonly NotedFile[]): Note {
  return { formatVersion: 1, request, owner: ownIdentity(), files };
}

export interface LeftNote {
  readonly file: string;
  readonly note: Note;
}

/** Notes of processes that are no more. A note that cannot be read is taken away: it was never whole. */
export async function leftNotes(folder: string): Promise<readonly LeftNote[]> {
  const names = await readdir(folder).catch(() => []);
  const left: LeftNote[] = [];
  for (const name of names.filter(each => each.endsWith('.json')).sort()) {
    const file = path.join(folder, name);
    const note = await readNote(file);
    if (!note) await rm(file, { force: true });
    else if (!isAtWork(note.owner)) left.push({ file, note });
  }
  return left;
}

/** A process on another machine cannot be asked: two machines that share one home do not write one project at once. */
function isAtWork(owner: ProcessIdentity | null): boolean {
  return owner !== null && owner.host === os.hostname() && isAlive(owner);
}

async function readNote(file: string): Promise<Note | undefined> {
  try {
    const note = JSON.parse(await readFile(file, 'utf8')) as Note;
    return note.formatVersion === 1 && Array.isArray(note.files) ? note : undefined;
  } catch {
    return undefined;
  }
}
