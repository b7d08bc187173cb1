/** A ledger whose history was changed behind its back waits for a person, who says which history holds (T6). */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { acknowledgeAlarm } from '../../../shared/node/ledger/alarms.ts';
import type { Ledger } from '../../../shared/node/ledger/ledger.ts';
import { LEDGER_REF } from '../../../shared/node/ledger/places.ts';
import { record } from '../../../shared/node/ledger/record.ts';
import { type Choice, settleHistory } from '../../../shared/node/ledger/settle.ts';
import { syncLedger } from '../../../shared/node/ledger/sync.ts';
import { makeRealLedger, must, note, type RealLedger, recordAs } from '../../support/real-ledger.ts';

describe('a ledger whose history is not the remembered one', () => {
  let real: RealLedger;
  let ledger: Ledger;
  let heads: string[];

  beforeEach(async () => {
    real = await makeRealLedger({ alice: ['security_admin'] });
    ledger = await real.open();
    heads = [must(await ledger.refresh()).state.head];
    for (const detail of ['one', 'two', 'three'])
      heads.push((await recordAs(ledger, real.author('alice'), note(detail))).view.state.head);
  });
  afterEach(async () => {
    await ledger.close();
    fs.rmSync(real.root, { recursive: true, force: true });
  });

  const git = (...args: string[]): string =>
    execFileSync('git', ['--git-dir', ledger.repository.places.repository, ...args], {
      encoding: 'utf8',
    }).trim();
  const rollBack = (count: number): string => git('update-ref', LEDGER_REF, `${LEDGER_REF}~${count}`);

  const cases: readonly (readonly [choice: Choice, head: number])[] = [
    ['remembered', 3],
    ['current', 1],
  ];
  for (const [choice, expected] of cases) {
    it(`takes nothing until the ${choice} history is chosen, and then goes on from it`, async () => {
      rollBack(2);
      const view = must(await ledger.refresh());
      assert.equal(view.state.head, heads[1]);
      assert.deepEqual(
        view.alarms.map(({ kind }) => kind),
        ['shortened'],
      );
      const refused = await record(ledger, real.author('alice'), () => note('four'));
      assert.ok(isFailure(refused) && refused.code === 'alarmed');
      assert.equal(must(await settleHistory(ledger, choice)).state.head, heads[expected]);
      const { event } = await recordAs(ledger, real.author('alice'), note('four'));
      assert.equal(event.seq, expected + 1);
      const still = must(await ledger.refresh()).alarms;
      assert.equal(still.length, 1, 'an alarm stays until somebody has dealt with it');
      assert.equal(await acknowledgeAlarm(ledger.repository, still[0]?.id ?? '', 'looked at it'), true);
      assert.deepEqual(must(await ledger.refresh()).alarms, []);
      if (choice === 'current') assert.notEqual(git('for-each-ref', 'refs/superseded/'), '');
    });
  }

  it('has nothing to settle when it is the remembered one', async () => {
    const settled = await settleHistory(ledger, 'current');
    assert.ok(isFailure(settled) && settled.code === 'final');
  });

  it('gets back from the remote what is missing here, if that is all of it, and else stays as it is', async () => {
    const bare = path.join(real.root, 'remote.git');
    execFileSync('git', ['init', '--quiet', '--bare', bare]);
    const options = {
      remote: { url: bare, ref: 'refs/heads/secure-config-ledger' },
      mayPush: true,
      authorOf: async () => real.author('alice'),
    };
    must(await syncLedger(ledger, options));
    rollBack(2);
    assert.equal(must(await syncLedger(ledger, options)).view.state.head, heads[3]);
    await recordAs(ledger, real.author('alice'), note('four, which nobody else has'));
    rollBack(2);
    const refused = await syncLedger(ledger, options);
    assert.ok(isFailure(refused));
    assert.deepEqual([refused.code, refused.threat], ['shortened', 'T6']);
  });
});
