/** Remembers for which folders a person has turned sync on. Nothing is sent from any other, nor to any other address. */
import path from 'node:path';
import { isFailure } from '../git/failure.ts';
import { runGit } from '../git/run.ts';
import { writePrivateFile } from '../private-files.ts';
import { readIfThere } from './disk.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { refused } from './ledger-failure.ts';
import { withLock } from './lock.ts';
import type { Remote } from './remote-address.ts';
import type { Repository } from './repository.ts';
import { onDisk } from './store-failure.ts';

/** @param folder absolute folder of the manifest */
export async function isSyncOn(
  repository: Repository,
  folder: string,
  remote: Remote,
): Promise<boolean | LedgerFailure> {
  return onDisk(async () => {
    const known = (await readSettings(repository))[folder];
    return known?.url === remote.url && known.ref === remote.ref;
  });
}

/** @param remote undefined: turned off */
export async function setSync(
  repository: Repository,
  folder: string,
  remote: Remote | undefined,
): Promise<true | LedgerFailure> {
  return onDisk(() =>
    withLock(repository.places.lock, async () => {
      const { [folder]: _, ...others } = await readSettings(repository);
      const folders = remote ? { ...others, [folder]: remote } : others;
      await writePrivateFile(
        fileOf(repository),
        `${JSON.stringify({ formatVersion: 1, folders }, undefined, 2)}\n`,
      );
      return true as const;
    }),
  );
}

/** The remote of a folder: what the manifest names, else its `origin`. Undefined: there is none. */
export async function remoteOf(
  { git }: Pick<Repository, 'git'>,
  folder: string,
  { remote = 'origin', ref }: { readonly remote?: string; readonly ref: string },
): Promise<Remote | undefined | LedgerFailure> {
  if (/[:/\\]/.test(remote)) return { url: await absolute(git, folder, remote), ref };
  const url = await runGit(git, ['config', '--get', `remote.${remote}.url`], { folder });
  if (isFailure(url) && url.code !== 'git-failed') return url;
  if (!isFailure(url)) return { url: await absolute(git, folder, url.toString('utf8').trim()), ref };
  if (remote === 'origin') return undefined;
  const message = `The manifest’s ledger has the remote ${remote}, and git knows none of that name here. Add it (git remote add ${remote} …), or name its address in the manifest.`;
  return refused({ code: 'remote-address', message });
}

interface Settings {
  readonly [folder: string]: Remote;
}

async function readSettings(repository: Repository): Promise<Settings> {
  const text = (await readIfThere(fileOf(repository)))?.toString('utf8');
  try {
    const { formatVersion, folders } = JSON.parse(text ?? '{}');
    return formatVersion === 1 ? folders : {};
  } catch {
    return {}; // then sync is off, and can be turned on again
  }
}

function fileOf({ places }: Repository): string {
  return path.join(places.folder, 'sync.json');
}

/** Git takes a relative path from the top of the work tree. */
async function absolute(git: Repository['git'], folder: string, url: string): Promise<string> {
  if (!/^\.{1,2}(\/|$)/.test(url)) return url;
  const top = await runGit(git, ['rev-parse', '--show-toplevel'], { folder });
  return path.resolve(isFailure(top) ? folder : top.toString('utf8').trim(), url);
}
