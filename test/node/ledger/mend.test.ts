/** An old object is damaged while the head is sound: it is mended from wherever it still is, and from nowhere else (T12). */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { backUp } from '../../../shared/node/ledger/bundle.ts';
import type { Ledger } from '../../../shared/node/ledger/ledger.ts';
import { LEDGER_REF, looseObject } from '../../../shared/node/ledger/places.ts';
import { DEFAULT_REMOTE_REF } from '../../../shared/node/ledger/remote-address.ts';
import { restoreBackup } from '../../../shared/node/ledger/restore.ts';
import { syncLedger } from '../../../shared/node/ledger/sync.ts';
import { verifyOwnLedger } from '../../../shared/node/ledger/verify-own.ts';
import { flipped, overwrite } from '../../support/ledger-damage.ts';
import { makeRealLedger, must, note, type RealLedger, recordAs } from '../../support/real-ledger.ts';

describe('an old object of a ledger that is damaged', () => {
  let real: RealLedger;
  let ledger: Ledger;
  let bare: string;

  beforeEach(async () => {
    real = await makeRealLedger({ alice: ['security_admin'] });
    ledger = await real.open();
    for (const detail of ['one', 'two', 'three']) await recordAs(ledger, real.author('alice'), note(detail));
    bare = path.join(real.root, 'remote.git');
    git(real.root, 'init', '--quiet', '--bare', bare);
    must(await sync());
  });
  afterEach(async () => {
    await ledger.close();
    fs.rmSync(real.root, { recursive: true, force: true });
  });

  const git = (folder: string, ...args: string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: 'pipe' }).trim();
  const sync = () => {
    const remote = { url: bare, ref: DEFAULT_REMOTE_REF };
    return syncLedger(ledger, { remote, mayPush: true, authorOf: async () => real.author('alice') });
  };
  /** As another process finds it. */
  const reopen = async () => {
    await ledger.close();
    ledger = await real.open();
  };
  const own = () => ledger.repository.places;
  const commit = (back: number): string => git(own().repository, 'rev-parse', `${LEDGER_REF}~${back}`);
  const flip = (id: string, bit = 100): void => {
    const file = looseObject(own(), id);
    overwrite(file, flipped(fs.readFileSync(file), bit));
  };
  const forgetJournal = () => fs.rmSync(own().journal, { recursive: true });
  const verified = async () => must(await verifyOwnLedger(ledger));
  const isMended = async (id: string, from: RegExp): Promise<void> => {
    assert.equal(git(own().repository, 'cat-file', '-t', id), 'commit');
    assert.deepEqual((await verified()).failures, []);
    const [alarm, ...others] = must(await ledger.refresh()).alarms;
    assert.deepEqual([alarm?.kind, alarm?.evidence.objects, others], ['damaged', id, []]);
    assert.match(alarm?.message ?? '', from);
    assert.equal(fs.readdirSync(own().damaged).length, 1, 'what was damaged is kept');
  };

  it('is written anew from the journal by whoever verifies the ledger', async () => {
    const id = commit(2);
    flip(id);
    await reopen();
    await verified();
    await isMended(id, /from the journal/);
  });

  for (const bit of [3, 100, -33]) {
    it(`is found by a verification and fetched again by the next sync: bit ${bit}`, async () => {
      const id = commit(2);
      flip(id, bit < 0 ? fs.statSync(looseObject(own(), id)).size * 8 + bit : bit);
      forgetJournal();
      await reopen();
      assert.ok((await verified()).failures.some(({ code }) => code === 'damaged'));
      must(await sync());
      await isMended(id, /from the ledger at .*remote\.git/);
    });
  }

  it('is fetched again by a sync that meets it', async () => {
    const id = commit(2);
    flip(id);
    forgetJournal();
    fs.rmSync(path.join(own().folder, 'synced-cache'));
    await ledger.close();
    fs.rmSync(path.join(own().folder, 'state-cache'));
    ledger = await real.open();
    const broken = await ledger.refresh();
    assert.ok(isFailure(broken) && broken.code === 'damaged');
    must(await sync());
    await isMended(id, /from the ledger at/);
  });

  it('is taken again from a backup', async () => {
    const backup = path.join(real.root, 'backup.bundle');
    must(await backUp(ledger.repository, backup));
    const id = commit(2);
    flip(id);
    forgetJournal();
    await reopen();
    await verified();
    must(await restoreBackup(ledger, backup));
    await isMended(id, /from the backup/);
  });

  it('is mended within a pack', async () => {
    git(own().repository, 'repack', '-adq');
    const [pack = ''] = fs
      .readdirSync(path.join(own().repository, 'objects', 'pack'))
      .filter(name => name.endsWith('.pack'));
    const file = path.join(own().repository, 'objects', 'pack', pack);
    const id = commit(2);
    const at = new RegExp(`^${id} commit +\\d+ \\d+ (\\d+)`, 'm').exec(
      git(own().repository, 'verify-pack', '-v', file),
    );
    overwrite(file, flipped(fs.readFileSync(file), (Number(at?.[1]) + 20) * 8));
    forgetJournal();
    await reopen();
    assert.ok((await verified()).failures.length > 0);
    must(await sync());
    assert.equal((await verified()).events, 4);
  });

  it('is not taken from a remote that does not verify', async () => {
    const id = commit(2);
    flip(id);
    forgetJournal();
    await reopen();
    await verified();
    const empty = git(bare, 'hash-object', '-t', 'tree', '-w', '/dev/null');
    const identity = ['-c', 'user.name=m', '-c', 'user.email=m@example.com'];
    const forged = git(bare, ...identity, 'commit-tree', empty, '-p', DEFAULT_REMOTE_REF, '-m', 'forged');
    git(bare, 'update-ref', DEFAULT_REMOTE_REF, forged);
    assert.ok(isFailure(await sync()));
    assert.ok((await verified()).failures.some(({ code }) => code === 'damaged'));
  });
});
