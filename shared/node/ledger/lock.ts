/**
 * Lets one process at a time write to a ledger. That only orders the writers: what keeps the history linear is git's
 * compare-and-swap, so a lock that is taken over wrongly costs a retry and no event.
 *
 * The folder holds numbered files. `7` is held by the process it names, `7.released` was let go; the highest number counts
 * and is never removed before a higher one is there. Whoever finds it released, or its holder dead, creates the next
 * number, which only one can do, and looks again: when somebody was faster, it lets go. So of many who take over a dead
 * process's lock at once, one gets it.
 */
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failure } from '../git/failure.ts';
import { isMissing, readIfThere } from './disk.ts';
import { isAlive, ownIdentity, type ProcessIdentity, parseIdentity } from './process-identity.ts';
import type { StoreFailure } from './store-failure.ts';

export interface LockOptions {
  /** Milliseconds; 60,000 if not given. */
  readonly patience?: number;
}

/** Runs `work` while no other process works under the same lock. */
export async function withLock<Value>(
  folder: string,
  work: () => Promise<Value>,
  options: LockOptions = {},
): Promise<Value | StoreFailure> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const number = await acquire(folder, options.patience ?? DEFAULT_PATIENCE);
  if (typeof number !== 'number') return number;
  try {
    return await work();
  } finally {
    release(folder, number);
  }
}

const DEFAULT_PATIENCE = 60_000;

/** Milliseconds after which the lock of a process that cannot be asked for is taken over. */
const LONGEST_HOLD = 10 * 60_000;

interface Ticket {
  readonly number: number;
  readonly isReleased: boolean;
}

async function acquire(folder: string, patience: number): Promise<number | StoreFailure> {
  const end = performance.now() + patience;
  for (let pause = 1; ; pause = Math.min(pause * 1.5, 20)) {
    const number = await tryAcquire(folder);
    if (number !== undefined) return number;
    if (performance.now() > end) return failure('locked', await lockedMessage(folder, patience));
    await sleep(pause * (0.5 + Math.random()));
  }
}

/** Undefined: somebody has it. */
async function tryAcquire(folder: string): Promise<number | undefined> {
  const before = tickets(folder);
  const highest = Math.max(0, ...before.map(each => each.number));
  const isFree = highest === 0 || before.some(each => each.number === highest && each.isReleased);
  if (!isFree && !(await isAbandoned(path.join(folder, String(highest))))) return undefined;
  const number = highest + 1;
  if (!create(path.join(folder, String(number)))) return undefined;
  const others = tickets(folder).filter(each => each.number > number || isReleasedTwin(each, number));
  if (others.length > 0) {
    rmSync(path.join(folder, String(number)), { force: true });
    return undefined;
  }
  for (const each of before) rmSync(path.join(folder, nameOf(each)), { force: true });
  return number;
}

function isReleasedTwin(ticket: Ticket, number: number): boolean {
  return ticket.number === number && ticket.isReleased;
}

function release(folder: string, number: number): void {
  try {
    renameSync(path.join(folder, String(number)), path.join(folder, `${number}.released`));
  } catch (error) {
    if (!isMissing(error)) throw error; // taken over: whoever did holds a higher number
  }
}

function tickets(folder: string): Ticket[] {
  const names = readdirSync(folder);
  return names.flatMap(name => {
    const match = /^(\d{1,15})(\.released)?$/.exec(name);
    return match ? [{ number: Number(match[1]), isReleased: match[2] !== undefined }] : [];
  });
}

function nameOf({ number, isReleased }: Ticket): string {
  return isReleased ? `${number}.released` : String(number);
}

/** False: somebody else created it. */
function create(file: string): boolean {
  try {
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, JSON.stringify(ownIdentity()));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const holder = await holderOf(file);
  if (holder?.host === os.hostname()) return !isAlive(holder);
  const age = ageOf(file);
  return age > (holder ? LONGEST_HOLD : LONGEST_CREATION);
}

/** Milliseconds within which a process that has created its file has also written its name into it. */
const LONGEST_CREATION = 5_000;

async function holderOf(file: string): Promise<ProcessIdentity | undefined> {
  return parseIdentity((await readIfThere(file))?.toString('utf8') ?? '');
}

/** 0: it is gone. */
function ageOf(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

async function lockedMessage(folder: string, patience: number): Promise<string> {
  const held = (await tickets(folder))
    .filter(each => !each.isReleased)
    .sort((a, b) => b.number - a.number)[0];
  const holder = held && (await holderOf(path.join(folder, nameOf(held))));
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return `The ledger has been held by ${who} for more than ${patience / 1000} s. Try again when it is done; if it hangs, end it.`;
}
