/** Holds a head that came from outside against the ledger's own, before anything of the ledger is changed. */
import { randomUUID } from 'node:crypto';
import { failure, isFailure } from '../git/failure.ts';
import { type Alarm, raiseAlarm, type Trouble } from './alarms.ts';
import { INCOMING_REFS, QUARANTINE_REFS } from './places.ts';
import { readHeadLocked } from './read-head.ts';
import { updateRefs } from './refs.ts';
import { isPartOf, type Relation, relate } from './relation.ts';
import { readRememberedHead } from './remembered-head.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

export interface Comparison {
  /** Of the incoming head seen from the ledger's own. A ledger without a head is behind everything. */
  readonly relation: Relation;
  readonly ownHead: string | null;
  /** False: what this client remembers is no part of the incoming history. Without an own head, events are lost by taking it. */
  readonly containsRemembered: boolean;
}

/** A new ref for every fetch: nothing is overwritten, so nothing has to be forced. */
export function newIncomingRef(): string {
  return INCOMING_REFS + randomUUID();
}

/** Takes the head out of its ref, which is removed: its objects stay. */
export async function takeIncoming(repository: Repository, ref: string): Promise<string | StoreFailure> {
  const commit = await repository.objects.read(ref);
  if (isFailure(commit)) return commit;
  if (commit?.type !== 'commit')
    return failure('unsound', 'What was received is no history of commits, and was refused.');
  const trouble = await updateRefs(repository, [{ ref, to: null, from: commit.id }]);
  return trouble ?? commit.id;
}

/** To be called under the ledger's lock. */
export async function compareWithOwn(
  repository: Repository,
  incoming: string,
): Promise<Comparison | StoreFailure> {
  const own = await readHeadLocked(repository);
  if (isFailure(own) && own.code !== 'damaged') return own;
  const ownHead = own === null || isFailure(own) ? null : own.id;
  const relation = ownHead === null ? FIRST : await relate(repository, incoming, ownHead);
  if (isFailure(relation)) return relation;
  const remembered = await readRememberedHead(repository.places);
  const containsRemembered =
    remembered === null ||
    (remembered !== 'damaged' && (await isPartOf(repository, remembered.id, incoming)));
  return { relation, ownHead, containsRemembered };
}

const FIRST: Relation = { kind: 'ahead', ahead: 0, behind: 0, base: null };

/** Keeps a head that is refused, and raises the alarm. */
export async function quarantine(
  repository: Repository,
  head: string,
  trouble: Trouble,
): Promise<Alarm | StoreFailure> {
  const ref = QUARANTINE_REFS + head;
  if ((await repository.objects.read(ref)) === undefined) {
    const failed = await updateRefs(repository, [{ ref, to: head, from: null }]);
    if (failed) return failed;
  }
  return raiseAlarm(repository, { ...trouble, evidence: { ...trouble.evidence, kept: ref } });
}
