/** Lets a person settle an alarm about the ledger's history: which of two histories is the ledger from now on. */
import { failure, isFailure } from '../git/failure.ts';
import { commitsBetween } from './history.ts';
import type { Ledger, LedgerView } from './ledger.ts';
import type { LedgerFailure } from './ledger-failure.ts';
import { readHead } from './read-head.ts';
import { readRememberedHead } from './remembered-head.ts';
import { resetTo } from './reset.ts';
import { onDisk } from './store-failure.ts';

/** `remembered`: the history that this machine verified last. `current`: the one that is there now. */
export type Choice = 'remembered' | 'current';

/** The history that is left stays under `refs/superseded/`. */
export async function settleHistory(ledger: Ledger, choice: Choice): Promise<LedgerView | LedgerFailure> {
  const { repository } = ledger;
  const head = await readHead(repository);
  if (isFailure(head)) return head;
  if (!head?.alarm)
    return failure('final', 'The history is the one that was remembered: there is nothing to settle.');
  const remembered = await onDisk(() => readRememberedHead(repository.places));
  if (remembered === null || remembered === 'damaged' || isFailure(remembered)) {
    return failure('damaged', 'The remembered head cannot be read. Run secure-config ledger verify.');
  }
  const to = choice === 'remembered' ? remembered.id : head.id;
  const seq = choice === 'remembered' ? remembered.seq : await lengthOf(ledger, head.id);
  if (typeof seq !== 'number') return seq;
  const reason = `a person chose the ${choice} history`;
  const moved = await resetTo(repository, { to, seq, expectedHead: head.id, reason });
  if (isFailure(moved)) return moved;
  return moved.kind === 'lost-race'
    ? failure('busy', 'The ledger has changed meanwhile. Look again.')
    : ledger.refresh();
}

async function lengthOf({ repository }: Ledger, head: string): Promise<number | LedgerFailure> {
  let seq = -1;
  for await (const commit of commitsBetween(repository, null, head)) {
    if (isFailure(commit)) return commit;
    seq++;
  }
  return seq;
}
