/** Opens a ledger's private repository: everything that reads or writes the ledger's history starts here. */
import { mkdir } from 'node:fs/promises';
import { type CatFile, createCatFile } from '../git/cat-file.ts';
import { isFailure } from '../git/failure.ts';
import type { Git } from '../git/git.ts';
import { createRefUpdater, type RefUpdater } from '../git/ref-updater.ts';
import { type AttachmentIndex, emptyIndex } from './attachments.ts';
import { ensureRepository } from './create.ts';
import { withLock } from './lock.ts';
import { type Places, placesOf } from './places.ts';
import { readHead } from './read-head.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

/** What the functions of this folder work on. */
export interface Repository {
  readonly git: Git;
  readonly places: Places;
  readonly objects: CatFile;
  readonly refs: RefUpdater;
  readonly attachments: AttachmentIndex;
  /** The time written into alarms, ISO 8601. */
  readonly now: () => string;
}

export interface OpenOptions {
  readonly git: Git;
  /** Absolute folder of this one ledger; made when it is not there. */
  readonly folder: string;
  readonly now: () => string;
}

/**
 * Makes the repository when there is none, recovers what a killed process left, and compares the head with the remembered
 * one. Open alarms do not keep it from opening. Close it with `closeRepository`.
 */
export async function openRepository({ git, folder, now }: OpenOptions): Promise<Repository | StoreFailure> {
  const places = placesOf(folder);
  const made = await onDisk(async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return (await ensureRepository(git, places, work => withLock(places.lock, work))) ?? true;
  });
  if (isFailure(made)) return made;
  const objects = createCatFile(git, places.repository);
  const refs = createRefUpdater(git, places.repository);
  const repository: Repository = { git, places, now, objects, refs, attachments: emptyIndex() };
  const head = await readHead(repository);
  if (!isFailure(head) || head.code === 'damaged') return repository;
  closeRepository(repository);
  return head;
}

/** Ends the git processes that are kept at hand. */
export function closeRepository({ objects, refs }: Repository): void {
  objects.close();
  refs.close();
}
