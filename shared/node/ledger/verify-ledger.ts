/** Verifies a whole ledger from its first event on, believing nothing that was verified before. */
import type { LedgerEvent } from '../../core/ledger/event.ts';
import type { TreeEntry } from '../../core/ledger/git-object.ts';
import type { ReadCommit } from '../../core/ledger/read-commit.ts';
import { createReplayer, type Replayer } from '../../core/ledger/replay.ts';
import type { LedgerState } from '../../core/ledger/state.ts';
import { isFailure } from '../git/failure.ts';
import { pinRefusal } from './catch-up.ts';
import { filesOfEvent } from './event-files.ts';
import { commitsBetween } from './history.ts';
import type { Ledger } from './ledger.ts';
import { type EventPlace, failedAt, type LedgerFailure } from './ledger-failure.ts';
import { readObject, readObjects, sha256 } from './objects.ts';
import { type CommitRead, readAhead } from './read-ahead.ts';
import { readHead } from './read-head.ts';
import type { Repository } from './repository.ts';

export interface Verification {
  /** After the last event that was in order; undefined when not even the first was. */
  readonly state: LedgerState | undefined;
  /** Events that were found in order: commit, text, signature, place, author and rules. */
  readonly events: number;
  /** Events in the ledger, those behind a wrong one too; null where they cannot be counted. */
  readonly total: number;
  /** Attachments whose bytes were hashed again. */
  readonly attachments: number;
  /** Empty: everything is in order. The first event that does not follow ends the replay. */
  readonly failures: readonly LedgerFailure[];
}

/** Looks deeper into an event that is in order. `state` is the one after it; attachments are those of all events so far. */
export type Inspector = (
  event: LedgerEvent,
  state: LedgerState,
  read: (attachment: string) => Promise<Uint8Array | LedgerFailure>,
) => Promise<readonly LedgerFailure[]>;

/** @param onProgress is told the number of events so far, now and then */
export async function verifyLedger(
  ledger: Ledger,
  onProgress: (events: number) => void = () => {},
  inspect?: Inspector,
): Promise<Verification | LedgerFailure> {
  const head = await readHead(ledger.repository);
  if (isFailure(head)) return head;
  const run = createRun(ledger, inspect);
  if (head !== null) {
    const commits = commitsBetween(ledger.repository, null, head.id);
    for await (const each of readAhead(commits, ledger.verify)) {
      if (isFailure(each)) run.failures.push(failedAt({ seq: run.total, commit: '' }, each));
      else await run.take(each);
      if (run.total % 500 === 0) onProgress(run.total);
    }
  }
  await run.finish();
  return {
    state: run.replayer.state(),
    events: run.events,
    total: run.total,
    attachments: run.attachments,
    failures: run.failures,
  };
}

interface Run {
  readonly replayer: Replayer;
  readonly failures: LedgerFailure[];
  events: number;
  total: number;
  attachments: number;
  take(each: CommitRead): Promise<void>;
  finish(): Promise<void>;
}

/** A blob that an event promises, to be hashed when enough have come together. */
interface Promised {
  readonly blob: string;
  readonly name: string;
  readonly place: EventPlace;
}

const TOGETHER = 128;

function createRun(ledger: Ledger, inspect: Inspector | undefined): Run {
  const { repository } = ledger;
  const promised: Promised[] = [];
  const blobs = new Map<string, string>();
  const run: Run = {
    replayer: createReplayer(),
    failures: [],
    events: 0,
    total: 0,
    attachments: 0,
    take: async ({ commit, read }) => {
      const seq = run.total++;
      if (run.events < seq) return; // an event before it was not in order
      if ('refusal' in read)
        return void run.failures.push(failedAt({ seq, commit: commit.id }, read.refusal));
      const place = { seq, commit: commit.id, id: read.event.id };
      const refusal = refusalIn(ledger, run.replayer, read);
      if (refusal) return void run.failures.push(failedAt(place, refusal));
      run.events++;
      const files = await filesOfEvent(repository, read, place);
      if (isFailure(files)) return void run.failures.push(files);
      promised.push(...files.map(({ id: blob, name }) => ({ blob, name, place })));
      if (inspect) await inspected(files, read.event, place);
      if (promised.length >= TOGETHER) await hashAgain(repository, run, promised.splice(0));
    },
    finish: () => hashAgain(repository, run, promised.splice(0)),
  };
  const readNamed = async (name: string): Promise<Uint8Array | LedgerFailure> => {
    const object = await readObject(repository, blobs.get(name) ?? '');
    return isFailure(object) ? object : object.bytes;
  };
  const inspected = async (files: readonly TreeEntry[], event: LedgerEvent, place: EventPlace) => {
    for (const { name, id } of files) blobs.set(name, id);
    const state = run.replayer.state();
    const found = state && inspect ? await inspect(event, state, readNamed) : [];
    run.failures.push(...found.map(failure => failedAt(place, failure)));
  };
  return run;
}

function refusalIn({ id, genesis }: Ledger, replayer: Replayer, read: ReadCommit) {
  const { event, digest } = read;
  const pin = event.seq === 0 ? pinRefusal(id, genesis, event.ledgerId, digest) : undefined;
  return pin ?? replayer.take(read);
}

/** Each one by itself, so that one that is damaged hides no other. */
async function hashAgain(repository: Repository, run: Run, promised: readonly Promised[]): Promise<void> {
  const ids = promised.map(({ blob }) => blob);
  for (let next = 0; next < ids.length; ) {
    for await (const object of readObjects(repository, ids.slice(next))) {
      const { name, place } = promised[next++] as Promised;
      run.attachments++;
      if (!isFailure(object) && object.type === 'blob' && sha256(object.bytes) === name) continue;
      const message = `The attachment ${name} is missing or not what it was. Sync the ledger from its remote or restore a backup.`;
      run.failures.push(failedAt(place, { code: 'attachment-content', message }));
    }
  }
}
