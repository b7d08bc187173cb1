/** Removes lock files that a killed git left: nobody else would, and git waits for them for ever. */
import { rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMissing, namesIn } from './disk.ts';
import type { Places } from './places.ts';

/**
 * To be called under the ledger's lock, where no git of ours runs. One whose parent was killed may still run for a moment:
 * a lock file younger than a second is waited for.
 */
export async function clearGitLocks({ repository }: Places): Promise<void> {
  const folders = ['', 'refs/heads', 'refs/superseded', 'refs/quarantine', 'refs/incoming'];
  for (const folder of folders.map(name => path.join(repository, name))) {
    const locks = (await namesIn(folder)).filter(name => name.endsWith('.lock'));
    for (const name of locks) await clear(path.join(folder, name));
  }
}

const LONGEST_LIFE = 1_000;

async function clear(file: string): Promise<void> {
  for (;;) {
    const age = await ageOf(file);
    if (age === undefined) return;
    if (age > LONGEST_LIFE || age < -LONGEST_LIFE) return rm(file, { force: true });
    await sleep(50);
  }
}

/** Milliseconds; undefined: it is gone. */
async function ageOf(file: string): Promise<number | undefined> {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
