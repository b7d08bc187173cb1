/** Makes the bare repository of a ledger, and keeps its configuration as it was made. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isFailure } from '../git/failure.ts';
import type { Git } from '../git/git.ts';
import { runGit } from '../git/run.ts';
import { syncFolder, writePrivateFile } from '../private-files.ts';
import { isMissing, readIfThere } from './disk.ts';
import type { Places } from './places.ts';
import type { StoreFailure } from './store-failure.ts';

/** Undefined: it is there, with our configuration. `underLock` is used only when something has to be written. */
export async function ensureRepository(
  git: Git,
  places: Places,
  underLock: <Value>(work: () => Promise<Value>) => Promise<Value | StoreFailure>,
): Promise<StoreFailure | undefined> {
  if (await isAsMade(places)) return undefined;
  return underLock(async () => {
    if (await isAsMade(places)) return undefined;
    if (!(await hasLayout(places))) return create(git, places);
    await writePrivateFile(path.join(places.repository, 'config'), CONFIG);
    return undefined;
  });
}

export async function hasLayout({ repository }: Places): Promise<boolean> {
  try {
    await readFile(path.join(repository, 'HEAD'));
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Every write is synced, every refused update leaves a trace, everything that comes from outside is checked. */
const CONFIG = `[core]
	repositoryFormatVersion = 0
	bare = true
	fileMode = false
	fsync = all
	fsyncMethod = fsync
	logAllRefUpdates = always
	commitGraph = false
	hooksPath = /dev/null
	fsmonitor = false
	sharedRepository = 0600
[gc]
	auto = 0
	pruneExpire = never
	reflogExpire = never
	reflogExpireUnreachable = never
[maintenance]
	auto = false
[receive]
	fsckObjects = true
	denyDeletes = true
	denyNonFastForwards = true
	autogc = false
[fetch]
	fsckObjects = true
	writeCommitGraph = false
[transfer]
	fsckObjects = true
[pack]
	writeReverseIndex = false
`;

async function isAsMade(places: Places): Promise<boolean> {
  const config = await readIfThere(path.join(places.repository, 'config'));
  return config?.toString('utf8') === CONFIG && (await hasLayout(places));
}

/** Made beside its place and then moved there, so that a killed process leaves no half repository. */
async function create(git: Git, places: Places): Promise<StoreFailure | undefined> {
  const temporary = path.join(places.folder, `.repo.git.${randomUUID()}`);
  const init = ['init', '--quiet', '--bare', '--template=', '--initial-branch=none', temporary];
  try {
    const made = await runGit(git, init, { folder: places.folder });
    if (isFailure(made)) return made;
    await writePrivateFile(path.join(temporary, 'config'), CONFIG);
    await mkdir(path.join(temporary, 'refs', 'heads'), { recursive: true });
    await mkdir(places.journal, { recursive: true, mode: 0o700 });
    for (const folder of ['refs/heads', 'refs', 'objects', '.'])
      await syncFolder(path.join(temporary, folder));
    await rename(temporary, places.repository);
    await syncFolder(places.folder);
    return undefined;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
