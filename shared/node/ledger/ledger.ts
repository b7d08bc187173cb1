/**
 * A ledger as the rest of the product sees it: opened by what a manifest says, verified up to its head, and kept so while
 * this and other processes append.
 */
import path from 'node:path';
import type { VerifySignature } from '../../core/ledger/read-commit.ts';
import { createReplayer, type SignedEvent } from '../../core/ledger/replay.ts';
import { isFailure } from '../git/failure.ts';
import type { Git } from '../git/git.ts';
import { type Alarm, listAlarms } from './alarms.ts';
import { catchUp, isMeant, type Parts } from './catch-up.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { closeRepository, openRepository } from './repository.ts';
import { type Reached, readCache, writeCache } from './state-cache.ts';
import { onDisk } from './store-failure.ts';

export interface LedgerOptions {
  readonly git: Git;
  /** Absolute folder of this one ledger, in this person's state folder. */
  readonly folder: string;
  /** The manifest's. */
  readonly id: string;
  /** Digest of the first event, which the manifest pins; undefined: it pins none. */
  readonly genesis: string | undefined;
  readonly verify: VerifySignature;
  readonly now: () => Date;
}

export interface Ledger extends Parts {
  /** Verifies what has come since the last time, and says what holds now. */
  refresh(): Promise<LedgerView | LedgerFailure>;
  /** As `refresh`, right after this process has appended an event: it is not read again. */
  took(signed: SignedEvent, commit: string): Promise<LedgerView | LedgerFailure>;
  /** The state at a commit, if it is the last one that was verified or the last one that was the remote's. */
  knownAt(commit: string | null): Promise<Reached | undefined>;
  /** What the remote had when it was last synced with; undefined: never. */
  lastSynced(): Promise<Reached | undefined>;
  /** Keeps the verified state at the remote's head: where a sync goes on from, when both sides have gone on. */
  keepSynced(reached: Reached): Promise<void>;
  /** Keeps what was verified for the next start, and ends git. */
  close(): Promise<void>;
}

export interface LedgerView extends Reached {
  /** Those that nobody has dealt with yet. While there is one of a changed history, nothing can be appended. */
  readonly alarms: readonly Alarm[];
  /** Milliseconds by which the last event is ahead of this machine's clock, where that is more than ten minutes. */
  readonly ahead?: number;
}

/** Opens it without looking at its events: `refresh` does. */
export async function openLedger(options: LedgerOptions): Promise<Ledger | LedgerFailure> {
  const { git, folder, id, genesis, verify, now } = options;
  if (genesis === undefined) return refused({ code: 'not-pinned', message: NOT_PINNED });
  const repository = await openRepository({ git, folder, now: () => now().toISOString() });
  if (isFailure(repository)) return repository;
  const parts: Parts = { repository, id, genesis, verify, now };
  return { ...parts, ...createMemory(parts) };
}

const NOT_PINNED =
  'The manifest names a ledger and pins no genesis, so nobody could tell this ledger from another. Add the line genesis: sha256:… under ledger; who made the ledger finds it by secure-config ledger status.';

/** Milliseconds by which clocks may differ. */
const TOLERANCE = 10 * 60_000;

/** As many events may be verified again by the next process. */
const MOST_UNSAVED = 200;

type Memory = Pick<Ledger, 'refresh' | 'took' | 'close' | 'knownAt' | 'lastSynced' | 'keepSynced'>;

/** One refresh at a time, each from where the one before has come to. */
function createMemory(parts: Parts): Memory {
  const head = createKept(parts, 'state-cache');
  const synced = createKept(parts, 'synced-cache');
  let last: Promise<unknown> = Promise.resolve();
  const refresh = async (): Promise<LedgerView | LedgerFailure> => {
    const found = await catchUp(parts, await head.read());
    if (isFailure(found)) return found;
    await head.set(found);
    return viewOf(parts, found);
  };
  const inTurn = (work: typeof refresh): ReturnType<typeof refresh> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  const take = async (signed: SignedEvent, commit: string): Promise<LedgerView | LedgerFailure> => {
    const known = await head.read();
    const replayer = createReplayer(known?.state);
    const isNext = known?.state.head === signed.event.prev && replayer.take(signed) === undefined;
    const state = replayer.state();
    if (!isNext || !state) return refresh();
    await head.set({ state, commit });
    return viewOf(parts, { state, commit });
  };
  return {
    refresh: () => inTurn(refresh),
    took: (signed, commit) => inTurn(() => take(signed, commit)),
    knownAt: async commit => {
      const known = [await head.read(), await synced.read()];
      return known.find(each => each !== undefined && each.commit === commit && isMeant(parts, each));
    },
    lastSynced: async () => {
      const known = await synced.read();
      return known && isMeant(parts, known) ? known : undefined;
    },
    keepSynced: async reached => {
      await synced.set(reached);
      await synced.save();
    },
    close: async () => {
      await last;
      await head.save();
      closeRepository(parts.repository);
    },
  };
}

interface Kept {
  read(): Promise<Reached | undefined>;
  set(reached: Reached): Promise<void>;
  save(): Promise<void>;
}

/** A state in memory, and now and then in a file. A disk that refuses it costs time at the next start, and nothing else. */
function createKept({ repository }: Parts, name: string): Kept {
  const file = path.join(repository.places.folder, name);
  let reached: Reached | undefined;
  let saved: Reached | undefined;
  const save = async () => {
    if (reached === undefined || reached.commit === saved?.commit) return;
    const now = reached;
    if (!isFailure(await onDisk(() => writeCache(file, now)))) saved = now;
  };
  return {
    read: async () => {
      if (reached) return reached;
      const cached = await onDisk(() => readCache(file));
      if (cached && !isFailure(cached)) reached = saved = cached;
      return reached;
    },
    set: async now => {
      reached = now;
      if (now.state.seq - (saved?.state.seq ?? -1) > MOST_UNSAVED) await save();
    },
    save,
  };
}

async function viewOf({ repository, now }: Parts, reached: Reached): Promise<LedgerView | LedgerFailure> {
  const alarms = await listAlarms(repository);
  if (isFailure(alarms)) return alarms;
  const ahead = Date.parse(reached.state.time) - now().getTime();
  return {
    ...reached,
    alarms: alarms.filter(({ acknowledged }) => acknowledged === undefined),
    ...(ahead > TOLERANCE && { ahead }),
  };
}
