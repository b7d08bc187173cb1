/** Holds that one writer works at a time, and that a dead one's lock goes to one of many who wait. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { withLock } from '../../../shared/node/ledger/lock.ts';
import { inFolder } from '../../support/ledger-store.ts';

describe('the lock of a ledger', () => {
  it('lets one work at a time', () =>
    inFolder(async folder => {
      const held = await workTogether(path.join(folder, 'lock'), 20);
      assert.deepEqual(held, { most: 1, total: 20 });
    }));

  it('of a dead process goes to one of eight who find it', () =>
    inFolder(async folder => {
      const lock = path.join(folder, 'lock');
      for (let round = 1; round <= 10; round += 1) {
        abandon(lock, { host: os.hostname(), pid: deadPid(), started: '1' });
        const held = await workTogether(lock, 8);
        assert.deepEqual(held, { most: 1, total: 8 });
      }
    }));

  it('of a process whose number another has now goes to who finds it', () =>
    inFolder(async folder => {
      const lock = path.join(folder, 'lock');
      abandon(lock, { host: os.hostname(), pid: process.pid, started: 'before' });
      if (process.platform === 'linux') assert.equal(await withLock(lock, async () => 'mine'), 'mine');
    }));

  it('of a living process is waited for, then the failure names the process', () =>
    inFolder(async folder => {
      const lock = path.join(folder, 'lock');
      await withLock(lock, async () => {
        const result = await withLock(lock, async () => 'never', { patience: 30 });
        assert.ok(isFailure(result) && result.code === 'locked', JSON.stringify(result));
        assert.match(result.message, new RegExp(`process ${process.pid} on `));
      });
    }));

  it('of a process on another host is left alone until it is old', () =>
    inFolder(async folder => {
      const lock = path.join(folder, 'lock');
      const file = abandon(lock, { host: 'elsewhere', pid: 1, started: '' });
      const result = await withLock(lock, async () => 'never', { patience: 30 });
      assert.ok(isFailure(result));
      const longAgo = new Date(Date.now() - 11 * 60_000);
      fs.utimesSync(file, longAgo, longAgo);
      assert.equal(await withLock(lock, async () => 'mine'), 'mine');
    }));

  it('is let go when the work fails', () =>
    inFolder(async folder => {
      const lock = path.join(folder, 'lock');
      await assert.rejects(
        withLock(lock, () => Promise.reject(new Error('a bug'))),
        /a bug/,
      );
      assert.equal(await withLock(lock, async () => 'mine'), 'mine');
    }));
});

async function workTogether(lock: string, count: number): Promise<{ most: number; total: number }> {
  let now = 0;
  const seen: number[] = [];
  const work = async () => {
    now += 1;
    seen.push(now);
    await sleep(1);
    now -= 1;
  };
  await Promise.all(Array.from({ length: count }, () => withLock(lock, work)));
  return { most: Math.max(...seen), total: seen.length };
}

/** Leaves the lock as a killed holder does. */
function abandon(lock: string, holder: object): string {
  fs.mkdirSync(lock, { recursive: true });
  const numbers = fs.readdirSync(lock).map(name => Number.parseInt(name, 10));
  const file = path.join(lock, String(Math.max(0, ...numbers) + 1));
  fs.writeFileSync(file, JSON.stringify(holder));
  return file;
}

function deadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}
