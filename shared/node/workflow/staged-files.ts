/**
 * Writes several files together with an event of the ledger: all of both, or none. The new texts are written beside the
 * files and made durable before the event is appended, and take the files' names after it. A note in the ledger's folder
 * says what is under way, so that whatever a crash leaves behind is finished, or undone, when somebody looks next.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

export interface WantedFile {
  /** Absolute. */
  readonly path: string;
  /** Null: the file is to go. */
  readonly text: string | null;
}

/** What is under way. No text is in it, and no secret. */
interface Note {
  readonly formatVersion: 1;
  /** The event that decides: once the ledger has it, the files get their new texts. */
  readonly eventId: string;
  readonly files: readonly NotedFile[];
}

interface NotedFile {
  readonly path: string;
  /** Where the new text waits, beside the file; null for a file that is to go. */
  readonly staged: string | null;
  /** SHA-256 of the text that is to be replaced; null where there was no file. */
  readonly before: string | null;
}

export interface Staged {
  /** Gives the files their new texts: the event has been acknowledged. */
  commit(): Promise<readonly string[]>;
  /** Leaves everything as it was: there will be no event. */
  abandon(): Promise<void>;
}

/** @param folder of the ledger, where notes are kept. @throws the system's error; then nothing has been changed */
export async function stageFiles(
  folder: string,
  eventId: string,
  wanted: readonly WantedFile[],
): Promise<Staged> {
  const files: NotedFile[] = [];
  const note = notePath(folder, eventId);
  try {
    const planned = await Promise.all(wanted.map(plan));
    await writeDurably(note, JSON.stringify({ formatVersion: 1, eventId, files: planned } satisfies Note));
    for (const [index, file] of planned.entries()) {
      files.push(file);
      const text = wanted[index]?.text ?? null;
      if (file.staged !== null && text !== null)
        await writeDurably(file.staged, text, await modeOf(file.path));
    }
  } catch (error) {
    await undo(note, files);
    throw error;
  }
  return { commit: () => finish(note, files), abandon: () => undo(note, files) };
}

export interface Recovered {
  readonly eventId: string;
  readonly outcome: 'finished' | 'undone';
  /** Files that somebody has changed meanwhile, which are left as they are. */
  readonly changed: readonly string[];
}

/** Finishes or undoes what a crash has left, by whether the ledger has the event. */
export async function recoverStagedFiles(
  folder: string,
  hasEvent: (eventId: string) => boolean | Promise<boolean>,
): Promise<readonly Recovered[]> {
  const names = await readdir(path.join(folder, NOTES)).catch(() => []);
  const recovered: Recovered[] = [];
  for (const name of names.filter(each => each.endsWith('.json'))) {
    const file = path.join(folder, NOTES, name);
    const note = await readNote(file);
    if (!note) {
      await rm(file, { force: true }); // half-written: nothing had been staged yet
      continue;
    }
    const isDecided = await hasEvent(note.eventId);
    const changed = isDecided ? await finish(file, note.files) : [];
    if (!isDecided) await undo(file, note.files);
    recovered.push({ eventId: note.eventId, outcome: isDecided ? 'finished' : 'undone', changed });
  }
  return recovered;
}

const NOTES = 'applying';

function notePath(folder: string, eventId: string): string {
  return path.join(folder, NOTES, `${eventId}.json`);
}

async function plan({ path: file, text }: WantedFile): Promise<NotedFile> {
  const before = await digestOfFile(file);
  const staged =
    text === null ? null : path.join(path.dirname(file), `.secure-config-${randomUUID()}.staged`);
  return { path: file, staged, before };
}

/** Answers with the files that are no longer what they were: these keep what somebody wrote into them. */
async function finish(note: string, files: readonly NotedFile[]): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const { path: file, staged, before } of files) {
    const isStaged = staged !== null && (await exists(staged));
    if (staged !== null && !isStaged) continue; // has its new text already
    if ((await digestOfFile(file)) !== before) {
      changed.push(file);
      if (staged !== null) await rm(staged, { force: true });
    } else if (staged === null) await rm(file, { force: true });
    else await rename(staged, file);
    await syncFolder(path.dirname(file));
  }
  await rm(note, { force: true });
  return changed;
}

async function undo(note: string, files: readonly NotedFile[]): Promise<void> {
  for (const { staged } of files) if (staged !== null) await rm(staged, { force: true });
  await rm(note, { force: true });
}

async function readNote(file: string): Promise<Note | undefined> {
  try {
    const note = JSON.parse(await readFile(file, 'utf8')) as Note;
    return note.formatVersion === 1 && Array.isArray(note.files) ? note : undefined;
  } catch {
    return undefined;
  }
}

async function writeDurably(file: string, text: string, mode = 0o600): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(text);
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await syncFolder(path.dirname(file));
}

/** Windows cannot open folders, and needs no such thing. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

async function digestOfFile(file: string): Promise<string | null> {
  try {
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** New files are for their owner only: they may hold secrets. */
async function modeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ mode }) => mode & 0o777,
    () => 0o600,
  );
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
