/** Verifies the ledger of this machine: every event, and the store that holds them. */
import { isFailure } from '../git/failure.ts';
import type { Ledger } from './ledger.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { mendFromJournal, noteDamage } from './mend.ts';
import { onDisk } from './store-failure.ts';
import { type Inspector, type Verification, verifyLedger } from './verify-ledger.ts';
import { type StoreProblem, verifyStore } from './verify-store.ts';

/**
 * As `verifyLedger`; what is wrong with the store comes last, and names no event. Damage is mended where the journal can; what
 * is left of it is noted, and mended by whoever syncs or restores.
 */
export async function verifyOwnLedger(
  ledger: Ledger,
  onProgress?: (events: number) => void,
  inspect?: Inspector,
): Promise<Verification | LedgerFailure> {
  const found = await look(ledger, onProgress, inspect);
  const mended = isDamaged(found) ? await mendFromJournal(ledger.repository) : 0;
  const left = isFailure(mended) || mended === 0 ? found : await look(ledger, onProgress, inspect);
  if (!isFailure(left)) await onDisk(() => noteDamage(ledger.repository, isDamaged(left)));
  return left;
}

function isDamaged(found: Verification | LedgerFailure): boolean {
  return !isFailure(found) && found.failures.some(({ code }) => DAMAGE.has(code));
}

const DAMAGE: ReadonlySet<string> = new Set(['damaged', 'attachment-content']);

async function look(
  ledger: Ledger,
  onProgress: ((events: number) => void) | undefined,
  inspect: Inspector | undefined,
): Promise<Verification | LedgerFailure> {
  const [verified, problems] = await Promise.all([
    verifyLedger(ledger, onProgress, inspect),
    verifyStore(ledger.repository),
  ]);
  if (isFailure(verified)) return verified;
  if (isFailure(problems)) return problems;
  return { ...verified, failures: [...verified.failures, ...problems.map(asFailure)] };
}

function asFailure({ place, message }: StoreProblem): LedgerFailure {
  return refused({ code: 'damaged', message: `The store of the ledger, ${place}: ${message}` });
}
