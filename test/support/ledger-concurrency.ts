/** Many processes on one ledger, and processes killed at any moment: in a short form here, in a long one for the soak. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commitsBetween } from '../../shared/node/ledger/history.ts';
import { readHead } from '../../shared/node/ledger/read-head.ts';
import { closeRepository } from '../../shared/node/ledger/repository.ts';
import { inFolder, openLedger, succeeded } from './ledger-store.ts';
import { buildWorker, startWorker, type Worker } from './worker.ts';

/** Every event is there once, in one line, and git finds no fault. */
export async function appendTogether(processes: number, events: number): Promise<void> {
  await inFolder(async folder => {
    const file = buildWorker('append-events', folder);
    const ledger = path.join(folder, 'ledger');
    const workers = Array.from({ length: processes }, () => startWorker(file, [ledger, String(events)]));
    const codes = await Promise.all(workers.map(worker => worker.ended));
    assert.deepEqual(codes, Array(processes).fill(0));
    const acknowledged = workers.flatMap(worker => worker.lines().slice(1));
    assert.equal(acknowledged.length, processes * events);
    assert.deepEqual((await uuidsOf(ledger)).sort(), acknowledged.sort());
  });
}

/** No acknowledged event is lost, and none is there twice. */
export async function killAppends(times: number, random: () => number): Promise<void> {
  await inFolder(async folder => {
    const file = buildWorker('append-events', folder);
    const ledger = path.join(folder, 'ledger');
    const pending = path.join(folder, 'pending');
    const acknowledged: string[] = [];
    for (let kill = 0; kill < times; kill += 1) {
      const worker = startWorker(file, [ledger, '1000', pending]);
      await worker.started;
      if (kill % 3 === 2) await oneAcknowledged(worker);
      await sleep(random() * 120);
      worker.child.kill('SIGKILL');
      await worker.ended;
      acknowledged.push(...worker.lines().slice(1));
    }
    const last = startWorker(file, [ledger, '1', pending]);
    assert.equal(await last.ended, 0, 'the next append recovers by itself');
    const found = await uuidsOf(ledger);
    assert.equal(new Set(found).size, found.length, 'no event is there twice');
    const lost = [...acknowledged, ...last.lines().slice(1)].filter(uuid => !found.includes(uuid));
    assert.deepEqual(lost, [], 'no acknowledged event is lost');
    assert.ok(acknowledged.length > 0, 'something was acknowledged');
  });
}

/** However busy the machine is: some are killed only after they got something done. */
async function oneAcknowledged(worker: Worker): Promise<void> {
  while (worker.lines().length < 2 && worker.child.exitCode === null) await sleep(2);
}

/** Opens the ledger as the next process would. */
async function uuidsOf(folder: string): Promise<string[]> {
  const ledger = await openLedger(folder);
  const head = succeeded(await readHead(ledger));
  const uuids: string[] = [];
  for await (const commit of commitsBetween(ledger, null, head?.id ?? '')) {
    const text = Buffer.from(succeeded(commit).bytes).toString();
    uuids.push(/"uuid":"([^"]+)"/.exec(text)?.[1] ?? text);
  }
  execFileSync('git', ['--git-dir', ledger.places.repository, 'fsck', '--full', '--strict'], {
    stdio: 'pipe',
  });
  closeRepository(ledger);
  return uuids;
}
