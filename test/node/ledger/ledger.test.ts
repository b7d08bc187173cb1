/** A ledger on disk: what is recorded is there, verified, for every process that opens it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { type GitObject, gitObjectId } from '../../../shared/core/ledger/git-object.ts';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { openLedger } from '../../../shared/node/ledger/ledger.ts';
import { looseObject } from '../../../shared/node/ledger/places.ts';
import { record } from '../../../shared/node/ledger/record.ts';
import { createSignatureVerifier } from '../../../shared/node/ledger/signatures.ts';
import { storeObjects } from '../../../shared/node/ledger/store-objects.ts';
import { verifyLedger } from '../../../shared/node/ledger/verify-ledger.ts';
import { verifyOwnLedger } from '../../../shared/node/ledger/verify-own.ts';
import { flipped, overwrite } from '../../support/ledger-damage.ts';
import {
  makeAuthor,
  makeRealLedger,
  must,
  note,
  type RealLedger,
  realGit,
  recordAs,
} from '../../support/real-ledger.ts';

const PEOPLE = { alice: ['security_admin'], bob: ['system_admin'], eve: [] };

describe('a ledger on disk', () => {
  let real: RealLedger;
  before(async () => {
    real = await makeRealLedger(PEOPLE);
  });
  after(() => fs.rmSync(real.root, { recursive: true, force: true }));

  it('holds what was recorded, for a second process too', async () => {
    const [first, second] = await Promise.all([real.open(), real.open()]);
    const { event, view } = await recordAs(first, real.author('bob'), note('looked at it'));
    assert.equal(view.state.seq, 1);
    assert.equal(view.state.head, must(await second.refresh()).state.head);
    await recordAs(second, real.author('alice'), note('so did I'));
    assert.equal(must(await first.refresh()).state.seq, event.seq + 1);
    await Promise.all([first.close(), second.close()]);
  });

  it('goes on from what was kept, and from nothing when that is damaged', async () => {
    const file = path.join(real.folderOf(), 'state-cache');
    for (const change of [(text: string) => text, (text: string) => text.replace('alice', 'mallo')]) {
      fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
      const ledger = await real.open();
      const { state } = must(await ledger.refresh());
      assert.deepEqual(Object.keys(state.policy.principals), ['alice', 'bob', 'eve']);
      await ledger.close();
    }
  });

  it('lets two writers at once append, each on top of the other', async () => {
    const ledgers = await Promise.all([real.open(), real.open()]);
    const before = must(await (await real.open()).refresh()).state.seq;
    await Promise.all(
      ledgers.map(async (ledger, writer) => {
        for (let index = 0; index < 5; index++)
          await recordAs(ledger, real.author('bob'), note(`${writer} ${index}`));
      }),
    );
    for (const ledger of ledgers) {
      assert.equal(must(await ledger.refresh()).state.seq, before + 10);
      await ledger.close();
    }
  });

  it('refuses who has no role, who is unknown, and who signs with another key', async () => {
    const ledger = await real.open();
    const impostor = { ...makeAuthor('alice'), principal: 'alice' };
    const cases = [
      [real.author('eve'), 'wrong-role', 'T3'],
      [makeAuthor('mallory'), 'unknown-principal', 'T1'],
      [impostor, 'unknown-principal', 'T1'],
      [{ ...real.author('bob'), principal: 'alice' }, 'foreign-key', 'T2'],
    ] as const;
    for (const [author, code, threat] of cases) {
      const result = await record(ledger, author, () => note('may I'));
      assert.ok(isFailure(result));
      assert.deepEqual([result.code, result.threat], [code, threat]);
    }
    await ledger.close();
  });

  it('is verified as a whole', async () => {
    const ledger = await real.open();
    const { state } = must(await ledger.refresh());
    const verified = must(await verifyLedger(ledger));
    assert.deepEqual(verified.state, state);
    assert.deepEqual(
      { ...verified, state: 0 },
      { state: 0, events: state.seq + 1, total: state.seq + 1, attachments: 0, failures: [] },
    );
    await ledger.close();
  });

  it('is verified with its store, where no event leads to what is damaged', async () => {
    const ledger = await real.open();
    const objects: GitObject[] = [{ type: 'blob', bytes: Buffer.from('of an append that was killed') }];
    await storeObjects(ledger.repository, objects);
    assert.deepEqual(must(await verifyOwnLedger(ledger)).failures, []);
    const file = looseObject(ledger.repository.places, gitObjectId(objects[0] as GitObject));
    overwrite(file, flipped(fs.readFileSync(file), 90));
    const { failures, events, total } = must(await verifyOwnLedger(ledger));
    fs.rmSync(file);
    await ledger.close();
    assert.equal(events, total);
    assert.deepEqual(
      failures.map(({ code, threat, event }) => [code, threat, event]),
      [['damaged', 'T12', undefined]],
    );
    assert.ok(failures[0]?.message.includes(file));
  });

  it('is another ledger than one whose genesis is pinned, or whose id is named', async () => {
    const base = {
      git: await realGit(),
      folder: real.folderOf(),
      verify: createSignatureVerifier(),
      now: () => new Date(),
    };
    const others = [
      [{ id: real.id, genesis: `sha256:${'0'.repeat(64)}` }, 'genesis'],
      [{ id: '11111111-2222-4333-8444-555555555555', genesis: real.genesis }, 'wrong-ledger'],
    ] as const;
    for (const [settings, code] of others) {
      const ledger = must(await openLedger({ ...base, ...settings }));
      const view = await ledger.refresh();
      assert.ok(isFailure(view));
      assert.deepEqual([view.code, view.threat, view.event?.seq], [code, 'T5', 0]);
      await ledger.close();
    }
    const unpinned = await openLedger({ ...base, id: real.id, genesis: undefined });
    assert.ok(isFailure(unpinned) && unpinned.code === 'not-pinned');
  });

  it('says so when its last event is ahead of the clock, and lets nothing be older than that (T16)', async () => {
    const hour = 3_600_000;
    const late = await makeRealLedger(PEOPLE, {}, { now: () => new Date(Date.now() + hour) });
    const settings = {
      id: late.id,
      genesis: late.genesis,
      verify: createSignatureVerifier(),
      now: () => new Date(),
    };
    const ledger = must(await openLedger({ git: await realGit(), folder: late.folderOf(), ...settings }));
    const { ahead = 0, state } = must(await ledger.refresh());
    assert.ok(ahead > hour - 60_000 && ahead <= hour);
    const { event } = await recordAs(ledger, late.author('bob'), note('in time'));
    assert.equal(event.time, state.time);
    await ledger.close();
    fs.rmSync(late.root, { recursive: true, force: true });
  });
});
