/** Packs a ledger's many small files into few large ones, which reading a long history feels. Nothing is ever thrown away. */
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isFailure } from '../git/failure.ts';
import { runGit } from '../git/run.ts';
import { syncFolder } from '../private-files.ts';
import { isMissing, namesIn } from './disk.ts';
import { withLock } from './lock.ts';
import type { Repository } from './repository.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

/**
 * To be called now and then: after a sync, or when a process has nothing to do. True: there was something to do. It takes
 * seconds then, and appends wait for it.
 * @param most objects in files of their own that are left alone; 5,000 if not given
 */
export function maintain(repository: Repository, most = 5_000): Promise<boolean | StoreFailure> {
  return onDisk(async () => {
    if ((await looseCount(repository)) <= most) return false;
    return withLock(repository.places.lock, () => pack(repository));
  });
}

const TIMEOUT = 600_000;

/** Packs are merged so that each is at least twice as large as the next: their number grows with the logarithm. */
async function pack({ git, places }: Repository): Promise<true | StoreFailure> {
  const options = { gitDir: places.repository, timeout: TIMEOUT };
  const packed = await runGit(git, ['repack', '--quiet', '-l', '--geometric=2', '-d'], options);
  if (isFailure(packed)) return packed;
  const objects = path.join(places.repository, 'objects');
  await syncFolder(path.join(objects, 'pack'));
  const pruned = await runGit(git, ['prune-packed', '--quiet'], options);
  if (isFailure(pruned)) return pruned;
  await removeLeftovers(objects);
  return true;
}

/** As git estimates it: ids are spread evenly, so one folder of 256 tells. */
async function looseCount({ places }: Repository): Promise<number> {
  return (await namesIn(path.join(places.repository, 'objects', '17'))).length * 256;
}

/** What killed writers began and nobody will end. */
async function removeLeftovers(objects: string): Promise<void> {
  const folders = (await namesIn(objects)).filter(name => /^([0-9a-f]{2}|pack)$/.test(name));
  for (const folder of folders) {
    const names = (await namesIn(path.join(objects, folder))).filter(name => /^\.?tmp_/.test(name));
    for (const name of names) {
      const file = path.join(objects, folder, name);
      if (await isOld(file)) await rm(file, { force: true });
    }
  }
}

const LONGEST_WRITE = 24 * 60 * 60_000;

async function isOld(file: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(file)).mtimeMs > LONGEST_WRITE;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
