/** Damages a ledger in every way that a crash, a disk or a person can, and looks at what becomes of its history. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { acknowledgeAlarm, listAlarms } from '../../../shared/node/ledger/alarms.ts';
import { appendEvent } from '../../../shared/node/ledger/append.ts';
import { writeEntry } from '../../../shared/node/ledger/journal.ts';
import { LEDGER_REF, looseObject } from '../../../shared/node/ledger/places.ts';
import { readHead } from '../../../shared/node/ledger/read-head.ts';
import type { Repository } from '../../../shared/node/ledger/repository.ts';
import { resetTo } from '../../../shared/node/ledger/reset.ts';
import { eventObjects, fill, NOW, openLedger, succeeded, withLedger } from '../../support/ledger-store.ts';
import { buildWorker, startWorker } from '../../support/worker.ts';

type Damage = (ledger: Repository, ids: readonly string[]) => void;

/** Recovered with the head as it was. */
const MENDED: readonly [what: string, damage: Damage, kinds: readonly string[]][] = [
  ['the head object is empty', (ledger, ids) => truncate(objectFile(ledger, ids.at(-1)), 0), ['damaged']],
  ['the head object is cut', (ledger, ids) => truncate(objectFile(ledger, ids.at(-1)), 30), ['damaged']],
  ['the head object is gone', (ledger, ids) => fs.rmSync(objectFile(ledger, ids.at(-1))), ['damaged']],
  ['the ref is empty', ledger => truncate(refFile(ledger), 0), ['damaged']],
  ['the ref is zeros', ledger => fs.writeFileSync(refFile(ledger), Buffer.alloc(41)), ['damaged']],
  ['the ref names nothing', ledger => fs.writeFileSync(refFile(ledger), `${'ab'.repeat(20)}\n`), ['damaged']],
  ['the ref is gone', ledger => fs.rmSync(refFile(ledger)), ['missing']],
  [
    'head object and ref are empty',
    (ledger, ids) => {
      truncate(objectFile(ledger, ids.at(-1)), 0);
      truncate(refFile(ledger), 0);
    },
    ['damaged'],
  ],
  ['all objects are gone', ledger => removeAll(path.join(ledger.places.repository, 'objects')), ['damaged']],
  ['all objects are cut', ledger => cutAll(path.join(ledger.places.repository, 'objects')), ['damaged']],
  ['the remembered head is empty', ledger => truncate(ledger.places.rememberedHead, 0), ['damaged']],
  [
    'remembered head and ref are empty',
    ledger => {
      truncate(ledger.places.rememberedHead, 0);
      truncate(refFile(ledger), 0);
    },
    ['damaged', 'damaged'],
  ],
];

/** Left as it is, with an alarm, and nothing more can be appended. */
const REFUSED: readonly [what: string, damage: Damage, kind: string][] = [
  ['rolled back', (ledger, ids) => setRef(ledger, ids[1]), 'shortened'],
  ['forked', (ledger, ids) => setRef(ledger, commitOutside(ledger, ids[1] ?? '')), 'forked'],
  ['begun anew', ledger => setRef(ledger, commitOutside(ledger, null)), 'rewritten'],
];

describe('a damaged ledger', () => {
  for (const [what, damage, kinds] of MENDED) {
    it(`is mended from what is kept outside when ${what}`, () =>
      withLedger(async ledger => {
        const ids = await fill(ledger, 4);
        damage(ledger, ids);
        assert.equal(succeeded(await readHead(ledger))?.id, ids.at(-1));
        const alarms = succeeded(await listAlarms(ledger));
        assert.deepEqual(
          alarms.map(alarm => alarm.kind),
          kinds,
        );
        for (const { evidence } of alarms) {
          if ('file' in evidence) assert.ok(fs.existsSync(String(evidence.file)), 'the damaged file is kept');
        }
        await fill(ledger, 1, ids.at(-1), 5);
        fsck(ledger);
      }));
  }

  for (const [what, damage, kind] of REFUSED) {
    it(`that was ${what} is left as it is, and raises an alarm that stays`, () =>
      withLedger(async ledger => {
        const ids = await fill(ledger, 4);
        damage(ledger, ids);
        const now = fs.readFileSync(refFile(ledger), 'utf8').trim();
        const head = succeeded(await readHead(ledger));
        assert.equal(head?.id, now, 'nothing is overwritten');
        assert.equal(head?.alarm?.kind, kind);
        assert.equal(head?.alarm?.evidence.remembered, ids[3], 'the evidence names what was there');
        const objects = eventObjects(now, '{}');
        const refused = await appendEvent(ledger, { seq: 5, objects, expectedHead: now });
        assert.ok(isFailure(refused) && refused.code === 'alarmed', JSON.stringify(refused));
        succeeded(await readHead(await openLedger(ledger.places.folder)));
        assert.equal(succeeded(await listAlarms(ledger)).length, 1, 'the same trouble is one alarm');
        await settle(ledger, now, ids);
      }));
  }

  it('whose repository is gone is made again from the journal when that reaches back to the beginning', () =>
    withLedger(async ledger => {
      const ids = await fill(ledger, 5);
      fs.rmSync(ledger.places.repository, { recursive: true });
      const again = await openLedger(ledger.places.folder);
      assert.equal(succeeded(await readHead(again))?.id, ids[4]);
      assert.equal(succeeded(await listAlarms(again))[0]?.kind, 'missing');
      fsck(again);
    }));

  it('whose repository goes away under a process that has it open is made again', () =>
    withLedger(async ledger => {
      const ids = await fill(ledger, 3);
      fs.rmSync(ledger.places.repository, { recursive: true });
      assert.equal(succeeded(await readHead(ledger))?.id, ids[2]);
      await fill(ledger, 1, ids[2], 4);
      fsck(ledger);
    }));

  it('whose objects are gone is mended as far back as the journal reaches, and says what is not', () =>
    withLedger(async ledger => {
      const ids = await fill(ledger, 5);
      const oldest = fs.readdirSync(ledger.places.journal).sort()[0] ?? '';
      fs.rmSync(path.join(ledger.places.journal, oldest));
      removeAll(path.join(ledger.places.repository, 'objects'));
      assert.equal(succeeded(await readHead(ledger))?.id, ids[4]);
      for (const id of ids.slice(1)) assert.equal(git(ledger, 'cat-file', '-t', id).trim(), 'commit');
      const [alarm] = succeeded(await listAlarms(ledger));
      assert.match(alarm?.message ?? '', /events before it are gone/);
    }));

  it('takes no event for remembered that a killed append left in the journal', () =>
    withLedger(async ledger => {
      const ids = await fill(ledger, 3);
      await writeEntry(ledger.places, { seq: 4, id: 'ab'.repeat(20) }, eventObjects(ids[2] ?? '', 'killed'));
      truncate(ledger.places.rememberedHead, 0);
      const head = succeeded(await readHead(ledger));
      assert.deepEqual([head?.id, head?.alarm], [ids[2], undefined]);
      await fill(ledger, 1, ids[2], 4);
    }));

  it('whose repository is gone begins no new history', () =>
    withLedger(async ledger => {
      const ids = await fill(ledger, 2);
      fs.rmSync(ledger.places.repository, { recursive: true });
      fs.rmSync(ledger.places.journal, { recursive: true });
      const again = await openLedger(ledger.places.folder);
      const head = await readHead(again);
      assert.ok(isFailure(head) && head.code === 'damaged', JSON.stringify(head));
      const objects = eventObjects(null, '{}');
      const refused = await appendEvent(again, { seq: 1, objects, expectedHead: null });
      assert.ok(isFailure(refused) && refused.code === 'damaged', JSON.stringify(refused));
      const [alarm] = succeeded(await listAlarms(again));
      assert.equal(alarm?.kind, 'missing');
      assert.equal(alarm?.evidence.remembered, ids[1]);
    }));

  it('has the lock file of a killed git cleared away by the next append', () =>
    withLedger(async ledger => {
      const ids = await fill(ledger, 2);
      fs.writeFileSync(`${refFile(ledger)}.lock`, '');
      await fill(ledger, 1, ids.at(-1), 3);
    }));

  it('is mended once by eight who find it at the same time', () =>
    withLedger(async (ledger, folder) => {
      const ids = await fill(ledger, 3);
      fs.writeFileSync(`${refFile(ledger)}.lock`, '');
      truncate(refFile(ledger), 0);
      truncate(objectFile(ledger, ids[2]), 0);
      const file = buildWorker('append-events', folder);
      const workers = Array.from({ length: 8 }, () => startWorker(file, [ledger.places.folder, '2']));
      assert.deepEqual(await Promise.all(workers.map(worker => worker.ended)), Array(8).fill(0));
      assert.equal(git(ledger, 'rev-list', '--count', LEDGER_REF).trim(), String(3 + 16));
      assert.equal(git(ledger, 'rev-list', '--min-parents=2', LEDGER_REF), '');
      fsck(ledger);
    })).timeout(60_000);
});

/** A person says so: back to what was remembered, with what was found kept. */
async function settle(ledger: Repository, now: string, ids: readonly string[]): Promise<void> {
  const to = ids[3] ?? '';
  const reset = await resetTo(ledger, { to, seq: 4, expectedHead: now, reason: 'compared with a colleague' });
  assert.equal(reset.kind, 'reset', JSON.stringify(reset));
  const kept = git(ledger, 'for-each-ref', '--format=%(objectname)', 'refs/superseded/').trim();
  assert.equal(kept, ids.includes(now) ? '' : now, 'what is no part of the history is kept');
  const [alarm] = succeeded(await listAlarms(ledger));
  assert.equal(alarm?.acknowledged, undefined, 'an alarm does not resolve itself');
  assert.equal(await acknowledgeAlarm(ledger, alarm?.id ?? '', 'seen'), true);
  const [acknowledged] = succeeded(await listAlarms(ledger));
  assert.deepEqual(acknowledged?.acknowledged, { time: NOW, note: 'seen' });
  await fill(ledger, 1, to, 5);
}

function objectFile({ places }: Repository, id: string | undefined): string {
  return looseObject(places, id ?? '');
}

function refFile({ places }: Repository): string {
  return path.join(places.repository, LEDGER_REF);
}

function truncate(file: string, length: number): void {
  fs.chmodSync(file, 0o600);
  fs.truncateSync(file, length);
}

function cutAll(objects: string): void {
  for (const name of objectFilesIn(objects)) truncate(path.join(objects, name), 10);
}

function removeAll(objects: string): void {
  for (const name of objectFilesIn(objects)) fs.rmSync(path.join(objects, name));
}

function objectFilesIn(objects: string): string[] {
  const names = fs.readdirSync(objects, { recursive: true, encoding: 'utf8' });
  return names.filter(name => /^[0-9a-f]{2}.[0-9a-f]{38}$/.test(name));
}

function setRef(ledger: Repository, id: string | undefined): void {
  git(ledger, 'update-ref', LEDGER_REF, id ?? '');
}

function commitOutside(ledger: Repository, parent: string | null): string {
  const tree = git(ledger, 'mktree').trim();
  const from = parent === null ? [] : ['-p', parent];
  return git(ledger, 'commit-tree', tree, ...from, '-m', 'another').trim();
}

function fsck(ledger: Repository): void {
  git(ledger, 'fsck', '--full', '--strict');
}

function git({ places }: Repository, ...args: string[]): string {
  const identity = {
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a',
  };
  const env = { ...process.env, ...identity };
  return execFileSync('git', ['--git-dir', places.repository, ...args], {
    env,
    encoding: 'utf8',
    input: '',
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}
