/** Verifies the ledger of this machine: every event, and the store that holds them. */
import { isFailure } from '../git/failure.ts';
import type { Ledger } from './ledger.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { type Inspector, type Verification, verifyLedger } from './verify-ledger.ts';
import { type StoreProblem, verifyStore } from './verify-store.ts';

/** As `verifyLedger`; what is wrong with the store comes last, and names no event. */
export async function verifyOwnLedger(
  ledger: Ledger,
  onProgress?: (events: number) => void,
  inspect?: Inspector,
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
