/** Brings back a head that is gone or damaged, from the journal and the remembered head, and never begins a new history instead. */
import { failure, isFailure } from '../git/failure.ts';
import { runGit } from '../git/run.ts';
import { raiseAlarm } from './alarms.ts';
import { ensureRepository, hasLayout } from './create.ts';
import { moveAside } from './disk.ts';
import { clearGitLocks } from './git-locks.ts';
import { listEntries } from './journal.ts';
import { sha256 } from './objects.ts';
import { LEDGER_REF } from './places.ts';
import { readRawHead, readRefFile } from './raw-head.ts';
import { updateRefs } from './refs.ts';
import { isPartOf } from './relation.ts';
import { type RememberedHead, readRememberedHead, writeRememberedHead } from './remembered-head.ts';
import { repairFromJournal, repairObject } from './repair.ts';
import type { Repository } from './repository.ts';
import type { StoreFailure } from './store-failure.ts';

/** To be called under the ledger's lock. Undefined: the head can be read again, and an alarm says what had happened. */
export async function recoverHead(repository: Repository): Promise<StoreFailure | undefined> {
  const made = await makeAgain(repository);
  if (made) return made;
  await clearGitLocks(repository.places);
  const remembered = await recoverMemory(repository);
  const head = await readRawHead(repository);
  if (isFailure(head)) return head;
  if (head !== 'broken' && (head !== null || remembered === null)) return undefined;
  const ref = await readRefFile(repository.places);
  const named = /^([0-9a-f]{40})\n$/.exec(ref ?? '')?.[1];
  if (named !== undefined && (await recoverObject(repository, named))) return undefined;
  return recoverRef(repository, remembered, ref);
}

/** The repository may be gone; git that was started in the old one is of no use then. */
async function makeAgain({ git, places, objects, refs }: Repository): Promise<StoreFailure | undefined> {
  if (await hasLayout(places)) return undefined;
  objects.close();
  refs.close();
  return ensureRepository(git, places, work => work());
}

/** A memory that cannot be read is kept aside; the newest journal entry takes its place. */
async function recoverMemory(repository: Repository): Promise<RememberedHead | null> {
  const { places } = repository;
  const remembered = await readRememberedHead(places);
  if (remembered !== 'damaged') return remembered;
  const file = (await moveAside(places.rememberedHead, places.damaged)) ?? '';
  const found = await newestInJournal(repository);
  if (found) await writeRememberedHead(places, found);
  const message = `The file with the remembered head was damaged and is kept as ${file}. ${found ? 'It was written anew from the journal. Compare the head digest with a colleague.' : 'Nothing tells what the last head was: compare the head digest with a colleague.'}`;
  await raiseAlarm(repository, { kind: 'damaged', message, evidence: { file } });
  return found;
}

/** Where there is a head, an entry counts that is part of its history: an append that was killed may have left another. */
async function newestInJournal(repository: Repository): Promise<RememberedHead | null> {
  const head = await readRawHead(repository);
  const isHeadThere = head !== null && head !== 'broken' && !isFailure(head);
  for (const { seq, id } of await listEntries(repository.places)) {
    if (isHeadThere && !(await isPartOf(repository, id, head.id))) continue;
    const commit = await repairObject(repository, id);
    if (!isFailure(commit)) return { seq, id, digest: sha256(commit.bytes) };
  }
  return null;
}

/** The ref names a commit whose object is damaged. */
async function recoverObject(repository: Repository, id: string): Promise<boolean> {
  const repaired = await repairObject(repository, id);
  if (isFailure(repaired) || repaired.type !== 'commit') return false;
  const isAll = await isWhole(repository, id, ['--objects']);
  const message = `The object of the ledger's last event was damaged. It was written anew from the journal${isAll ? '; nothing is lost.' : `, ${NOT_ALL}`} Look after this disk.`;
  const evidence = {
    object: id,
    ...(repaired.damaged !== undefined && { file: repaired.damaged }),
    ...(!isAll && { gone: 'events before it' }),
  };
  await raiseAlarm(repository, { kind: 'damaged', message, evidence });
  return true;
}

/** The ref is gone, or names nothing that exists. */
async function recoverRef(
  repository: Repository,
  remembered: RememberedHead | null,
  ref: string | undefined,
): Promise<StoreFailure | undefined> {
  const { places } = repository;
  const target = remembered ?? (await newestInJournal(repository));
  const kind = ref === undefined ? 'missing' : 'damaged';
  const evidence = { remembered: target?.id ?? '', ref: ref?.trim().slice(0, 100) ?? '' };
  if (!target || !(await isWhole(repository, target.id, []))) {
    await raiseAlarm(repository, { kind, message: LOST, evidence });
    return failure('damaged', LOST);
  }
  const file = await moveAside(`${places.repository}/${LEDGER_REF}`, places.damaged);
  const trouble = await updateRefs(repository, [{ ref: LEDGER_REF, to: target.id, from: null }]);
  if (trouble) return trouble;
  const message = `The ledger's ref was ${kind}. It was set to the head that was remembered; nothing is lost. Look after this disk.`;
  await raiseAlarm(repository, {
    kind,
    message,
    evidence: { ...evidence, ...(file !== undefined && { file }) },
  });
  return undefined;
}

/**
 * Whether a commit and all commits behind it are there, after the journal gave what it has.
 * @param more `--objects`: their attachments, too
 */
async function isWhole(repository: Repository, id: string, more: readonly '--objects'[]): Promise<boolean> {
  const { git, places } = repository;
  if (isFailure(await repairObject(repository, id))) return false;
  await repairFromJournal(repository);
  const listing = { gitDir: places.repository, timeout: LISTING };
  return !isFailure(await runGit(git, ['rev-list', '--quiet', ...more, id, '--'], listing));
}

const LISTING = 300_000;

const NOT_ALL =
  'and events before it are gone that the journal does not reach back to: sync the ledger from its remote or restore a backup.';

const LOST =
  "The ledger's head is gone from this machine and cannot be recovered here. Sync the ledger from its remote or restore a backup; no new ledger is begun in its place.";
