/** Finds attachments by their SHA-256, which is all that a state knows of them. */
import { failure, isFailure } from '../git/failure.ts';
import { runGit } from '../git/run.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { readObject, sha256 } from './objects.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

/** Where attachments are, as far as it has been asked: one git process for all of them, and one for what came since. */
export interface AttachmentIndex {
  /** Commits up to which all are known. */
  readonly heads: Set<string>;
  /** SHA-256 → git's id of the blob. */
  readonly blobs: Map<string, string>;
}

export function emptyIndex(): AttachmentIndex {
  return { heads: new Set(), blobs: new Map() };
}

/**
 * The bytes whose SHA-256 is `name`, hashed again: where they are is believed to nobody.
 * @param head git's id of the commit to search from
 */
export async function readAttachment(
  repository: Repository,
  head: string,
  name: string,
): Promise<Uint8Array | LedgerFailure> {
  const blob = await findBlob(repository, head, name);
  if (blob === undefined) return missing(name);
  if (isFailure(blob)) return blob;
  const object = await readObject(repository, blob);
  if (isFailure(object)) return { ...object, threat: 'T12' };
  if (object.type === 'blob' && sha256(object.bytes) === name) return object.bytes;
  return missing(name);
}

async function findBlob(
  repository: Repository,
  head: string,
  name: string,
): Promise<string | StoreFailure | undefined> {
  const { heads, blobs } = repository.attachments;
  const known = blobs.get(name);
  if (known !== undefined || heads.has(head)) return known;
  const failed = await learn(repository, head);
  return failed ?? blobs.get(name);
}

/** Each event's tree has its attachments and nothing else, so what git calls added is all of them. */
async function learn(
  { git, places, attachments }: Pick<Repository, 'git' | 'places' | 'attachments'>,
  head: string,
): Promise<StoreFailure | undefined> {
  const { heads, blobs } = attachments;
  const known = [...heads].map(each => `^${each}`);
  const listed = await runGit(git, [...LIST, head, ...known, '--'], {
    gitDir: places.repository,
    maxOutput: LARGEST_LIST,
    timeout: TIMEOUT,
  });
  if (isFailure(listed) && heads.size > 0) {
    heads.clear(); // one of them may have been taken away with a history that is no more
    return learn({ git, places, attachments }, head);
  }
  if (isFailure(listed)) return listed;
  for (const [, blob = '', name = ''] of listed.toString('latin1').matchAll(ADDED)) blobs.set(name, blob);
  heads.clear();
  heads.add(head);
  return undefined;
}

const LIST = ['log', '--root', '--format=', '--raw', '--no-abbrev', '--no-renames', '--diff-filter=A'];
const ADDED = /^:000000 100644 0{40} ([0-9a-f]{40}) A\t([0-9a-f]{64})$/gm;
/** Bytes: 150 for each of a million attachments. */
const LARGEST_LIST = 160 * 1024 * 1024;
const TIMEOUT = 120_000;

function missing(name: string): LedgerFailure {
  const message = `The attachment ${name} is not in the ledger, or not what it was. Run secure-config ledger verify.`;
  return { ...failure('attachment-content', message), threat: 'T12' };
}
