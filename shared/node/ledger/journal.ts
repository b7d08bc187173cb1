/** Keeps the objects of the last appends in one file each, written before git sees them: what a damaged head is mended from. */
import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { GitObject } from '../../core/ledger/git-object.ts';
import { publishLooseObjects } from '../git/loose-object.ts';
import { objectIdOf } from '../git/object-id.ts';
import { decodePack, encodePack } from '../git/pack.ts';
import { syncFolder, writePrivateFile } from '../private-files.ts';
import { isMissing, namesIn } from './disk.ts';
import type { StoredObject } from './objects.ts';
import type { Places } from './places.ts';
import type { Repository } from './repository.ts';
import { stageObjects } from './stage.ts';

export interface JournalEntry {
  readonly seq: number;
  /** Of the commit. */
  readonly id: string;
}

/** Writes one append's objects, durably. */
export async function writeEntry(
  places: Places,
  entry: JournalEntry,
  objects: readonly GitObject[],
): Promise<void> {
  const pack = encodePack(objects);
  try {
    await writePrivateFile(fileOf(places, entry), pack);
  } catch (error) {
    if (!isMissing(error)) throw error;
    await mkdir(places.journal, { recursive: true, mode: 0o700 });
    await writePrivateFile(fileOf(places, entry), pack);
  }
}

/** Newest first. */
export async function listEntries(places: Places): Promise<JournalEntry[]> {
  const entries = (await namesIn(places.journal)).flatMap(name => {
    const match = /^(\d{12})-([0-9a-f]{40})\.pack$/.exec(name);
    return match?.[2] === undefined ? [] : [{ seq: Number(match[1]), id: match[2] }];
  });
  return entries.sort((a, b) => b.seq - a.seq);
}

/** Forgets an append that did not happen. */
export async function dropEntry(places: Places, entry: JournalEntry): Promise<void> {
  await rm(fileOf(places, entry), { force: true });
}

/** Keeps the last ones. */
export async function pruneJournal(places: Places): Promise<void> {
  const old = (await listEntries(places)).slice(KEPT_ENTRIES);
  await Promise.all(old.map(entry => dropEntry(places, entry)));
}

/** Writes an entry's objects to files of their own where there are none, even if a pack, damaged perhaps, has them too. */
export async function replayEntry({ places }: Repository, entry: JournalEntry): Promise<void> {
  const folders = await publishLooseObjects(stageObjects(places, readEntry(places, entry)));
  await Promise.all(folders.map(syncFolder));
}

/** An entry's objects; none where its file is damaged. */
export function readEntry(places: Places, entry: JournalEntry): readonly StoredObject[] {
  const objects = decodePack(readFileSync(fileOf(places, entry))) ?? [];
  return objects.map(object => ({ ...object, id: objectIdOf(object) }));
}

const KEPT_ENTRIES = 64;

function fileOf(places: Places, { seq, id }: JournalEntry): string {
  return path.join(places.journal, `${String(seq).padStart(12, '0')}-${id}.pack`);
}
