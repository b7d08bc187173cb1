/** Reads a ledger that is somewhere else into a copy of its own, which is gone afterwards. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isFailure } from '../git/failure.ts';
import { type Ledger, type LedgerOptions, openLedger } from './ledger.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import type { Repository } from './repository.ts';
import { resetTo } from './reset.ts';

/** Brings commits into a repository, and says which of them is the head. */
export type Fetch = (into: Repository) => Promise<{ readonly head: string } | LedgerFailure>;

/** Nothing of the copy is verified before `work` does. */
export async function withCopy<Value>(
  options: Omit<LedgerOptions, 'folder'>,
  fetch: Fetch,
  work: (copy: Ledger) => Promise<Value>,
): Promise<Value | LedgerFailure> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'secure-config-copy-'));
  try {
    const copy = await openLedger({ ...options, folder: path.join(folder, 'ledger') });
    if (isFailure(copy)) return copy;
    const trouble = await takeHead(copy, fetch);
    const done = trouble ?? (await work(copy));
    await copy.close();
    return done;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function takeHead({ repository }: Ledger, fetch: Fetch): Promise<LedgerFailure | undefined> {
  const found = await fetch(repository);
  if (isFailure(found)) return found;
  const request = { to: found.head, seq: 0, expectedHead: null, reason: 'a copy' };
  const moved = await resetTo(repository, request);
  return isFailure(moved) ? moved : undefined;
}
