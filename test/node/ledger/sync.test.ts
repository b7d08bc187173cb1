/** Clones that go on at the same time come together by themselves, and what does not follow is refused. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { forgetRemote } from '../../../shared/node/ledger/known-remotes.ts';
import type { Ledger } from '../../../shared/node/ledger/ledger.ts';
import type { Remote } from '../../../shared/node/ledger/remote-address.ts';
import { syncLedger } from '../../../shared/node/ledger/sync.ts';
import { makeRealLedger, must, note, type RealLedger, recordAs } from '../../support/real-ledger.ts';

const PEOPLE = {
  alice: ['security_admin'],
  bob: ['system_admin'],
  carol: ['system_admin'],
  dave: ['system_admin'],
};

describe('sync of a ledger', () => {
  let real: RealLedger;
  let remote: Remote;
  before(async () => {
    real = await makeRealLedger(PEOPLE);
    const folder = path.join(real.root, 'remote.git');
    execFileSync('git', ['init', '--quiet', '--bare', folder]);
    remote = { url: folder, ref: 'refs/heads/secure-config-ledger' };
  });
  after(() => fs.rmSync(real.root, { recursive: true, force: true }));

  const sync = (ledger: Ledger, mayPush = true) =>
    syncLedger(ledger, { remote, mayPush, authorOf: async name => real.people.get(name) });

  it('sends nothing that it may not send', async () => {
    const ledger = await real.open();
    const synced = must(await sync(ledger, false));
    assert.deepEqual([synced.sent, synced.unsent], [0, 1]);
    assert.equal(execFileSync('git', ['-C', remote.url, 'for-each-ref'], { encoding: 'utf8' }), '');
    assert.equal(must(await sync(ledger)).sent, 1);
    await ledger.close();
  });

  it('lets four clones record at once, and all of it is everywhere', async () => {
    const names = Object.keys(PEOPLE);
    const clones = await Promise.all(
      names.map((_, index) => real.open(index === 0 ? 'first' : `clone${index}`)),
    );
    for (const clone of clones) must(await sync(clone));
    await Promise.all(
      clones.map(async (clone, index) => {
        for (let count = 0; count < 5; count++) {
          await recordAs(clone, real.author(names[index] ?? ''), note(`${index} ${count}`));
          if (count % 2 === 1) must(await sync(clone));
        }
        must(await sync(clone));
      }),
    );
    const heads = [];
    for (const clone of clones) {
      const { view } = must(await sync(clone));
      heads.push(view.state.head);
      assert.equal(view.state.seq, 20);
      await clone.close();
    }
    assert.equal(new Set(heads).size, 1);
  }).timeout(60_000);

  it('leaves out what is no longer valid, and says so until somebody has dealt with it', async () => {
    const [one, two] = await Promise.all([real.open('clone1'), real.open('clone2')]);
    const { state } = must(await one.refresh());
    const principals = Object.fromEntries(
      Object.entries(state.policy.principals).filter(([name]) => name !== 'carol'),
    );
    const policy = { ...state.policy, version: 2, principals };
    await recordAs(two, real.author('carol'), note('too late'));
    const data = { policy, reason: 'carol has left', request: null };
    await recordAs(one, real.author('alice'), { kind: 'policy.changed', data });
    must(await sync(one));
    const { dropped, view } = must(await sync(two));
    assert.deepEqual(
      dropped.map(({ refusal }) => refusal.code),
      ['revoked-key'],
    );
    assert.deepEqual(
      view.alarms.map(({ kind }) => kind),
      ['dropped'],
    );
    assert.match(view.alarms[0]?.message ?? '', /carol’s event .*\(note: too late\) is no longer valid/);
    await Promise.all([one.close(), two.close()]);
  });

  it('refuses a remote that was rewritten, and keeps both histories', async () => {
    const ledger = await real.open();
    const before = must(await sync(ledger)).view.state.head;
    execFileSync('git', ['-C', remote.url, 'update-ref', remote.ref, `${remote.ref}~5`]);
    const refused = await sync(ledger);
    assert.ok(isFailure(refused));
    assert.deepEqual([refused.code, refused.threat], ['rewritten', 'T6']);
    const view = must(await ledger.refresh());
    assert.equal(view.state.head, before);
    assert.ok(view.alarms.some(({ kind }) => kind === 'rewritten'));
    await ledger.close();
  });

  it('brings a remote that was rolled back up to date again, once a person has settled with it', async () => {
    const ledger = await real.open();
    assert.ok(isFailure(await sync(ledger)));
    must(await forgetRemote(ledger.repository, remote));
    const { sent } = must(await sync(ledger));
    assert.equal(sent, 5);
    await ledger.close();
  });

  it('refuses a remote with an event that does not follow, whoever put it there', async () => {
    const [mallory, ledger] = await Promise.all([real.open('mallory'), real.open()]);
    must(await sync(mallory));
    const forged = { ...(await recordAs(mallory, real.author('bob'), note('honest'))) };
    const { repository } = mallory;
    const raw = execFileSync('git', [
      '-C',
      repository.places.repository,
      'cat-file',
      'commit',
      'refs/heads/ledger',
    ]);
    const text = raw.toString('utf8').replace('honest', 'forged');
    const args = ['-C', remote.url, 'hash-object', '-t', 'commit', '-w', '--stdin'];
    const id = execFileSync('git', args, { input: text, encoding: 'utf8' }).trim();
    const honest = execFileSync('git', ['-C', remote.url, 'rev-parse', remote.ref], {
      encoding: 'utf8',
    }).trim();
    execFileSync('git', ['-C', remote.url, 'update-ref', remote.ref, id]);
    const before = must(await ledger.refresh()).state.head;
    const refused = await sync(ledger);
    assert.ok(isFailure(refused));
    execFileSync('git', ['-C', remote.url, 'update-ref', remote.ref, honest]);
    assert.equal(must(await sync(ledger)).view.state.head, before, 'taken away again, it is forgotten');
    assert.deepEqual(
      [refused.code, refused.threat, refused.event?.seq],
      ['signature', 'T1', forged.event.seq],
    );
    const view = must(await ledger.refresh());
    assert.equal(view.state.head, before);
    assert.ok(
      view.alarms.some(
        ({ kind, message }) => kind === 'invalid' && message.includes(`Event ${forged.event.seq}`),
      ),
    );
    await Promise.all([mallory.close(), ledger.close()]);
  });
});
