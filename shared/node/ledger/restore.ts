/** Takes a backup in again: verified like everything that comes from outside, and only as a continuation of what is there. */
import { isFailure } from '../git/failure.ts';
import { readBackup } from './bundle.ts';
import type { Ledger, LedgerView } from './ledger.ts';
import { type LedgerFailure, refused } from './ledger-failure.ts';
import { mending } from './mend.ts';
import type { Repository } from './repository.ts';
import { resetTo } from './reset.ts';
import { verifyIncoming } from './verify-incoming.ts';

export function restoreBackup(ledger: Ledger, file: string): Promise<LedgerView | LedgerFailure> {
  const source = { whence: `the backup ${file}`, fetch: (into: Repository) => readBackup(into, file) };
  return mending(ledger, source, () => takeBackup(ledger, file));
}

async function takeBackup(ledger: Ledger, file: string): Promise<LedgerView | LedgerFailure> {
  const { repository } = ledger;
  const backup = await readBackup(repository, file);
  if (isFailure(backup)) return backup;
  const { head, ownHead, relation } = backup;
  if (relation.kind !== 'same') {
    if (ownHead !== null) await ledger.refresh();
    const reached = await verifyIncoming(ledger, head, relation.base, `the backup ${file}`);
    if (isFailure(reached)) return reached;
    const request = {
      to: head,
      seq: reached.state.seq,
      expectedHead: ownHead,
      reason: 'restored from a backup',
    };
    const moved = await resetTo(repository, request);
    if (isFailure(moved)) return moved;
    if (moved.kind === 'lost-race') return refused({ code: 'busy', message: BUSY });
  }
  return ledger.refresh();
}

const BUSY = 'Somebody appended to the ledger meanwhile. Restore the backup again.';
