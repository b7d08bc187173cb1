/** Packs a ledger and finds everything where it was. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { commitsBetween } from '../../../shared/node/ledger/history.ts';
import { maintain } from '../../../shared/node/ledger/maintain.ts';
import { verifyStore } from '../../../shared/node/ledger/verify-store.ts';
import { collect, fill, succeeded, withLedger } from '../../support/ledger-store.ts';

describe('maintaining a ledger', () => {
  it('leaves few files alone', () =>
    withLedger(async ledger => {
      await fill(ledger, 2);
      assert.equal(await maintain(ledger), false);
    }));

  it('packs many, loses none of them, and appends go on', () =>
    withLedger(async ledger => {
      const ids = await fill(ledger, 3);
      fs.mkdirSync(path.join(ledger.places.repository, 'objects', '17'), { recursive: true });
      assert.equal(await maintain(ledger, -1), true);
      assert.equal(await maintain(ledger, -1), true, 'a second time too');
      const loose = fs.readdirSync(path.join(ledger.places.repository, 'objects'));
      assert.deepEqual(
        loose.filter(name => /^[0-9a-f]{2}$/.test(name) && name !== '17'),
        [],
      );
      const [last = ''] = await fill(ledger, 1, ids[2], 4);
      const commits = await collect(commitsBetween(ledger, null, last));
      assert.deepEqual(
        commits.map(commit => succeeded(commit).id),
        [...ids, last],
      );
      assert.deepEqual(await verifyStore(ledger), []);
    }));
});
