/**
 * Writes damaged objects anew that the journal, the remote or a backup still has. What comes from outside is a whole history
 * that verifies, up to the pinned first event, before anything is taken from it.
 */
import { rm } from 'node:fs/promises';
import { commitLinks } from '../../core/ledger/git-object.ts';
import { isFailure } from '../git/failure.ts';
import { runGit } from '../git/run.ts';
import { writePrivateFile } from '../private-files.ts';
import { raiseAlarm } from './alarms.ts';
import { type Fetch, withCopy } from './copy.ts';
import { moveAside, readIfThere } from './disk.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { withLock } from './lock.ts';
import { readObject } from './objects.ts';
import { LEDGER_REF, looseObject } from './places.ts';
import { readRawHead } from './raw-head.ts';
import { damagedAmong, repairFromJournal } from './repair.ts';
import type { Repository } from './repository.ts';
import { onDisk, type StoreFailure } from './store-failure.ts';
import { storeObjects } from './store-objects.ts';
import { verifyLedger } from './verify-ledger.ts';

/** Where else the history is. */
export interface Source {
  /** For messages: `the backup x.bundle`. */
  readonly whence: string;
  readonly fetch: Fetch;
}

/** Runs `work`. Where it meets damage, or damage was found before, that is mended from the source, and `work` runs again. */
export async function mending<Value>(
  ledger: Ledger,
  source: Source,
  work: () => Promise<Value | LedgerFailure>,
): Promise<Value | LedgerFailure> {
  const done = await work();
  const { places } = ledger.repository;
  const noted = await onDisk(() => readIfThere(places.damage));
  const isMet = isFailure(done) && MET_DAMAGE.has((done as LedgerFailure).code);
  const isDamaged = isMet || (noted !== undefined && !isFailure(noted));
  const mended = isDamaged ? await mendFrom(ledger, source) : 0;
  return isFailure(mended) || mended === 0 ? done : work();
}

/** What git says of a fetch that met damage here sounds as if the remote was at fault. */
const MET_DAMAGE: ReadonlySet<string> = new Set(['damaged', 'unsound', 'remote-failed']);

/** How many objects were damaged, and are not any more. */
export function mendFromJournal(repository: Repository): Promise<number | StoreFailure> {
  return onDisk(() =>
    withLock(repository.places.lock, async () => {
      const written = await repairFromJournal(repository);
      const behind = await objectsBehind(repository, LEDGER_REF);
      if (isFailure(behind)) return tellMended(repository, written, 'the journal');
      const known = new Set(behind); // an append that was killed may have left others in the journal
      return tellMended(
        repository,
        written.filter(id => known.has(id)),
        'the journal',
      );
    }),
  );
}

/** Whether a verification has found damage that it could not mend: whoever reaches another copy does. */
export async function noteDamage({ places, now }: Repository, isDamaged: boolean): Promise<void> {
  if (!isDamaged) await rm(places.damage, { force: true });
  else await writePrivateFile(places.damage, `${JSON.stringify({ formatVersion: 1, time: now() })}\n`);
}

async function mendFrom(
  { repository, id, genesis, verify, now }: Ledger,
  { whence, fetch }: Source,
): Promise<number | LedgerFailure> {
  return withCopy({ git: repository.git, id, genesis, verify, now }, fetch, async copy => {
    const verified = await verifyLedger(copy);
    if (isFailure(verified)) return verified;
    const [wrong] = verified.failures;
    if (wrong) return wrong;
    return onDisk(() =>
      withLock(repository.places.lock, async () => {
        const ids = await sharedObjects(repository, copy.repository);
        if (isFailure(ids)) return ids;
        const damaged = await damagedAmong(repository, ids);
        for (const each of damaged) {
          const object = await readObject(copy.repository, each);
          if (isFailure(object)) return object;
          await moveAside(looseObject(repository.places, each), repository.places.damaged);
          await storeObjects(repository, [object]);
        }
        if (damaged.length > 0) await noteDamage(repository, false); // else it is not what the source has
        return tellMended(repository, damaged, whence);
      }),
    );
  });
}

/** Of all that both have to have: up to the last own commit that the copy has, too. */
async function sharedObjects(
  repository: Repository,
  copy: Repository,
): Promise<readonly string[] | StoreFailure> {
  const head = await readRawHead(repository);
  if (isFailure(head) || head === null || head === 'broken') return isFailure(head) ? head : [];
  let shared: string | null = head.id;
  while (shared !== null && isFailure(await readObject(copy, shared))) {
    const commit = await readObject(repository, shared);
    if (isFailure(commit)) return commit;
    shared = commitLinks(commit.bytes)?.parent ?? null;
  }
  return shared === null ? [] : objectsBehind(copy, shared);
}

/** Of a commit, or a ref, and all commits behind it. */
async function objectsBehind(
  { git, places }: Repository,
  commit: string,
): Promise<readonly string[] | StoreFailure> {
  const listed = await runGit(git, ['rev-list', '--objects', commit, '--'], {
    gitDir: places.repository,
    maxOutput: LARGEST_LIST,
    timeout: TIMEOUT,
  });
  if (isFailure(listed)) return listed;
  return [...listed.toString('latin1').matchAll(/^[0-9a-f]{40}/gm)].map(([each]) => each);
}

/** Bytes: 106 for each of a million attachments, with their names. */
const LARGEST_LIST = 160 * 1024 * 1024;
const TIMEOUT = 300_000;

async function tellMended(
  repository: Repository,
  damaged: readonly string[],
  whence: string,
): Promise<number> {
  if (damaged.length === 0) return 0;
  const what =
    damaged.length === 1 ? '1 object of the ledger was' : `${damaged.length} objects of the ledger were`;
  const message = `${what} damaged, and written anew from ${whence}; nothing of it is lost. Look after this disk.`;
  const evidence = {
    objects: damaged.slice(0, MOST_NAMED).join(' '),
    whence,
    kept: repository.places.damaged,
  };
  await raiseAlarm(repository, { kind: 'damaged', message, evidence });
  return damaged.length;
}

const MOST_NAMED = 10;
