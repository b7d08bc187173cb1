/** Reads the tree of an event's commit, which holds the attachments that the event lists, and nothing else. */
import { parseTree, type TreeEntry } from '../../core/ledger/git-object.ts';
import type { ReadCommit } from '../../core/ledger/read-commit.ts';
import { isFailure } from '../git/failure.ts';
import { type EventPlace, failedAt, type LedgerFailure, refused } from './ledger-failure.ts';
import { readObject } from './objects.ts';
import type { Repository } from './repository.ts';

/** By name; the blobs themselves are not read. */
export async function filesOfEvent(
  repository: Repository,
  { event, tree }: ReadCommit,
  place: EventPlace,
): Promise<readonly TreeEntry[] | LedgerFailure> {
  const { attachments } = event;
  if (tree === EMPTY_TREE && attachments.length === 0) return [];
  const object = await readObject(repository, tree);
  if (isFailure(object)) return failedAt(place, object);
  const entries = object.type === 'tree' ? parseTree(object.bytes) : undefined;
  const isListed =
    entries?.length === attachments.length && entries.every(({ name }, index) => name === attachments[index]);
  return isListed ? entries : failedAt(place, refused({ code: 'attachments', message: OTHERS }));
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const OTHERS = 'The commit holds other files than the event lists.';
