/** Reads the ledger's head, mends what can be mended, and holds it against the remembered one. */
import { isFailure } from '../git/failure.ts';
import { type Alarm, raiseAlarm } from './alarms.ts';
import { withLock } from './lock.ts';
import { type RawHead, readRawHead } from './raw-head.ts';
import { recoverHead } from './recovery.ts';
import { relate } from './relation.ts';
import { type RememberedHead, readRememberedHead } from './remembered-head.ts';
import type { Repository } from './repository.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';

export interface Head extends RawHead {
  /** The history is not the remembered one, or its continuation. Nothing can be appended. */
  readonly alarm?: Alarm;
}

/** Null: the ledger has no event yet. */
export function readHead(repository: Repository): Promise<Head | null | StoreFailure> {
  return onDisk(async () => {
    const found = await readIntactHead(repository);
    if (found !== 'broken') return found;
    return withLock(repository.places.lock, () => readHeadLocked(repository));
  });
}

/** For who holds the ledger's lock already. */
export async function readHeadLocked(repository: Repository): Promise<Head | null | StoreFailure> {
  const found = await readIntactHead(repository);
  if (found !== 'broken') return found;
  const trouble = await recoverHead(repository);
  if (trouble) return trouble;
  const mended = await readIntactHead(repository);
  if (mended === 'broken') throw new Error('A ledger is broken after its recovery.');
  return mended;
}

/** 'broken': the head, or the memory of it, has to be recovered first. */
async function readIntactHead(repository: Repository): Promise<Head | null | 'broken' | StoreFailure> {
  const head = await readRawHead(repository);
  if (head === 'broken' || isFailure(head)) return head;
  const remembered = await readRememberedHead(repository.places);
  if (remembered === 'damaged') return 'broken';
  if (head === null) return remembered === null ? null : 'broken';
  if (remembered === null || remembered.id === head.id) return head;
  return compare(repository, head, remembered);
}

async function compare(
  repository: Repository,
  head: RawHead,
  remembered: RememberedHead,
): Promise<Head | StoreFailure> {
  const relation = await relate(repository, head.id, remembered.id);
  if (isFailure(relation) && relation.code !== 'damaged') return relation;
  if (!isFailure(relation) && relation.kind === 'ahead') return head; // killed before it could be remembered
  const evidence = { head: head.id, remembered: remembered.id, rememberedSeq: remembered.seq };
  const kind = isFailure(relation) ? 'rewritten' : KINDS[relation.kind];
  const alarm = await raiseAlarm(repository, { kind, message: MESSAGES[kind], evidence });
  return { ...head, alarm };
}

const KINDS = {
  same: 'damaged',
  ahead: 'damaged',
  behind: 'shortened',
  diverged: 'forked',
  unrelated: 'rewritten',
} as const;

const ADVICE =
  'Nothing was overwritten, and nothing is recorded before a person has seen to it. Compare the head digest with a colleague, then sync the ledger, restore a backup, or say which history holds: secure-config ledger alarms --keep, or Secure Config: Show Ledger Alarms in the editor.';

const MESSAGES = {
  damaged: `The ledger's head is not the one that was remembered. ${ADVICE}`,
  shortened: `The ledger is shorter than it was: its last events are no longer part of it. ${ADVICE}`,
  forked: `The ledger is another than it was: it left the remembered history and went on differently. ${ADVICE}`,
  rewritten: `The ledger is another than it was: the remembered history is no part of it. ${ADVICE}`,
};
