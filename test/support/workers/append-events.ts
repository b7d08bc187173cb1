/** Appends events to a ledger until it has done so many, and prints each one after it was acknowledged: FOLDER COUNT PENDING. */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { appendEvent } from '../../../shared/node/ledger/append.ts';
import { commitsBetween } from '../../../shared/node/ledger/history.ts';
import { readHead } from '../../../shared/node/ledger/read-head.ts';
import { closeRepository, type Repository } from '../../../shared/node/ledger/repository.ts';
import { eventObjects, openLedger, succeeded } from '../ledger-store.ts';

const [folder = '', count = '1', pendingFile = ''] = process.argv.slice(2);

/** Events are numbered by their place: the store leaves that to who makes them. */
async function seqOf(
  ledger: Repository,
  head: string | null,
  known: { head: string | null; seq: number },
): Promise<number> {
  if (head === null) return 0;
  let seq = known.seq;
  for await (const commit of commitsBetween(ledger, known.head, head)) {
    succeeded(commit);
    seq += 1;
  }
  known.head = head;
  known.seq = seq;
  return seq;
}

async function has(ledger: Repository, head: string | null, uuid: string): Promise<boolean> {
  if (head === null) return false;
  for await (const commit of commitsBetween(ledger, null, head)) {
    if (Buffer.from(succeeded(commit).bytes).includes(uuid)) return true;
  }
  return false;
}

/** An event that a killed process may or may not have written is looked for before it is written again. */
function pending(): string | undefined {
  return (
    (pendingFile !== '' && fs.existsSync(pendingFile) && fs.readFileSync(pendingFile, 'utf8')) || undefined
  );
}

async function appendOne(
  ledger: Repository,
  uuid: string,
  known: { head: string | null; seq: number },
): Promise<void> {
  for (;;) {
    const head = succeeded(await readHead(ledger))?.id ?? null;
    const seq = (await seqOf(ledger, head, known)) + 1;
    const objects = eventObjects(head, JSON.stringify({ uuid }), [`text of ${uuid}`]);
    const result = await appendEvent(ledger, { seq, objects, expectedHead: head });
    if (isFailure(result)) throw new Error(result.message);
    if (result.kind === 'appended') return;
  }
}

async function main(): Promise<void> {
  fs.writeSync(1, 'start\n');
  const ledger = await openLedger(folder);
  const known = { head: null, seq: 0 };
  const left = pending();
  if (left && (await has(ledger, succeeded(await readHead(ledger))?.id ?? null, left)))
    fs.rmSync(pendingFile);
  for (let done = 0; done < Number(count); done += 1) {
    const uuid = pending() ?? randomUUID();
    if (pendingFile !== '') fs.writeFileSync(pendingFile, uuid);
    await appendOne(ledger, uuid, known);
    fs.writeSync(1, `${uuid}\n`);
    if (pendingFile !== '') fs.rmSync(pendingFile, { force: true });
  }
  closeRepository(ledger);
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
