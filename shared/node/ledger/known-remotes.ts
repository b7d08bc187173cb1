/** Remembers what each remote had when it was last seen, so that a remote that is rewritten is noticed. */
import { writePrivateFile } from '../private-files.ts';
import { readIfThere } from './disk.ts';
import { withLock } from './lock.ts';
import { sha256 } from './objects.ts';
import { isPartOf } from './relation.ts';
import { type Remote, shownUrl } from './remote-address.ts';
import type { Repository } from './repository.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

export interface KnownRemote {
  /** Without user name and password. */
  readonly url: string;
  readonly ref: string;
  /** The last one seen there that was verified: a remote is not held to what it never should have had. */
  readonly head: string;
  readonly seenAt: string;
}

/** Undefined: never seen. */
export async function readKnownRemote(
  repository: Repository,
  remote: Remote,
): Promise<KnownRemote | undefined> {
  return (await readAll(repository))[keyOf(remote)];
}

/** A person has settled why a remote was rewritten: the next fetch takes it as if it was never seen. */
export function forgetRemote(repository: Repository, remote: Remote): Promise<true | StoreFailure> {
  return onDisk(() =>
    withLock(repository.places.lock, async () => {
      const { [keyOf(remote)]: _, ...remotes } = await readAll(repository);
      await writeAll(repository, remotes);
      return true as const;
    }),
  );
}

/**
 * What the remote has, verified. A head that was known and continues this one stays: another process has looked later.
 */
export function rememberRemote(
  repository: Repository,
  remote: Remote,
  head: string,
): Promise<true | StoreFailure> {
  return onDisk(() =>
    withLock(repository.places.lock, async () => {
      const remotes = await readAll(repository);
      const before = remotes[keyOf(remote)]?.head;
      const isOlder = before !== undefined && (await isPartOf(repository, head, before));
      const { url, ref } = remote;
      const known = { url: shownUrl(url), ref, head: isOlder ? before : head, seenAt: repository.now() };
      await writeAll(repository, { ...remotes, [keyOf(remote)]: known });
      return true as const;
    }),
  );
}

type Remotes = Readonly<Record<string, KnownRemote>>;

async function writeAll(repository: Repository, remotes: Remotes): Promise<void> {
  const content = JSON.stringify({ formatVersion: 1, remotes }, undefined, 2);
  await writePrivateFile(repository.places.remotes, `${content}\n`);
}

/** A digest: an address may hold a password. */
function keyOf({ url, ref }: Remote): string {
  return sha256(Buffer.from(`${url}\n${ref}`));
}

/** A damaged file is as none: the next fetch fills it again, and the own head still tells a rewritten remote. */
async function readAll({ places }: Repository): Promise<Remotes> {
  const text = await readIfThere(places.remotes);
  try {
    const entries = Object.entries(JSON.parse(text?.toString('utf8') ?? '{}').remotes ?? {});
    return Object.fromEntries(entries.filter(isWhole));
  } catch {
    return {};
  }
}

function isWhole(entry: [string, unknown]): entry is [string, KnownRemote] {
  return /^[0-9a-f]{40}$/.test(String((entry[1] as KnownRemote | null)?.head));
}
