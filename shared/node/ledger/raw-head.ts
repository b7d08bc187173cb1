/** Reads where the ledger's ref points, and believes only a commit whose bytes have that id. */

import { isFailure } from '../git/failure.ts';
import { objectIdOf } from '../git/object-id.ts';
import { readIfThere } from './disk.ts';
import type { StoredCommit } from './history.ts';
import { sha256 } from './objects.ts';
import { LEDGER_REF, type Places } from './places.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

export interface RawHead extends StoredCommit {
  /** sha256 of the raw commit, lower-case hex: what the next event's `prev` is. */
  readonly digest: string;
}

/** Null: there is no ref. 'broken': there is one, and it leads to no intact commit. */
export async function readRawHead(repository: Repository): Promise<RawHead | null | 'broken' | StoreFailure> {
  const answer = await repository.objects.read(LEDGER_REF);
  if (isFailure(answer)) return answer;
  if (answer === undefined) return (await readRefFile(repository.places)) === undefined ? null : 'broken';
  const { id, type, bytes } = answer;
  if (type !== 'commit' || objectIdOf(answer) !== id) return 'broken';
  return { id, bytes, digest: sha256(bytes) };
}

/** What stands in the ref's file. Undefined: there is none. */
export async function readRefFile({ repository }: Places): Promise<string | undefined> {
  return (await readIfThere(`${repository}/${LEDGER_REF}`))?.toString('latin1');
}
