/** Who reads secrets changes while a request waits: newcomers read it, and who leaves takes no means of comparison along. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { bundlesIn } from '../../../shared/core/ledger/bundles.ts';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { removeMember, setMember } from '../../../shared/node/ledger/membership.ts';
import type { Person } from '../../../shared/node/ledger/personal.ts';
import { readBundle } from '../../../shared/node/ledger/secrets.ts';
import {
  beginAlone,
  ledgerOf,
  makeFirstVersion,
  must,
  type PersonHere,
  personOf,
  type Team,
} from '../../support/workflow-people.ts';

const STAGING = '.env.staging';
const FILES = {
  'secure-config.yaml': 'extends: voicehive\nfiles:\n  - match: .env.{environment}\n',
  [STAGING]: 'VOICEHIVE_ENVIRONMENT=staging\nVOICEHIVE_REDIS__PASSWORD=invented-one\nOTHER=1\n',
};
const WORDS = { justification: 'It has to be so.', impact: '', rollbackPlan: '' };
const BOB = 'bob@shop.example';

describe('recipients that change while a request waits', function () {
  this.timeout(90_000);
  let team: Team;
  let ann: PersonHere;
  let bob: Person;
  before(async () => {
    const begun = await beginAlone(FILES);
    ({ team, ann } = begun);
    bob = await personOf(await team.person('bob'));
    await makeFirstVersion(begun.service, 'staging');
    await begun.service.close();
  });
  after(() => team.close());

  it('lets a newcomer read the secrets of versions and of open requests, from one event', async () => {
    await files(FILES[STAGING].replace('OTHER=1', 'OTHER=2'));
    const [ledger, person] = [await ledgerOf(ann), await personOf(ann)];
    const key = await bob.ageKey();
    assert.ok(key.ok);
    const member = {
      roles: ['devops_lead'],
      keys: [bob.signer.publicKey.text],
      recipient: key.value.recipient,
    };
    const joined = await setMember(ledger, person, BOB, member);
    if (isFailure(joined)) assert.fail(joined.message);
    assert.equal(joined.reencrypted, 2);
    const { state, commit } = joined.view;
    for (const bundle of bundlesIn(state)) {
      const source = { repository: ledger.repository, commit };
      const read = await readBundle(source, state, bundle, key.value);
      assert.deepEqual(isFailure(read) ? read.message : read.files, { [STAGING]: ['invented-one'] });
    }
    await ledger.close();
  });

  it('counts secrets as changed, for everybody, once one has left, and no more after the next version', async () => {
    const [ledger, person] = [await ledgerOf(ann), await personOf(ann)];
    const left = await removeMember(ledger, person, BOB);
    if (isFailure(left)) assert.fail(left.message);
    assert.equal(left.view.state.policy.fingerprintKey.generation, 2);
    await ledger.close();

    const service = ann.service();
    ann.write(STAGING, FILES[STAGING].replace('OTHER=1', 'OTHER=3'));
    const preview = await must(service.previewRequest('staging'));
    assert.deepEqual(preview.changes.map(({ field }) => field).sort(), ['OTHER', 'redis.password']);
    assert.match(preview.notes.join(), /redis\.password: the key of fingerprints has changed/);
    const filed = await must(service.fileRequest({ ...WORDS, environment: 'staging', basis: preview.basis }));
    await must(service.approve({ id: filed.id, digest: filed.digest, comment: '' }));
    await must(service.apply(filed.id));

    ann.write(STAGING, FILES[STAGING].replace('OTHER=1', 'OTHER=4'));
    const next = await must(service.previewRequest('staging'));
    assert.deepEqual(
      next.changes.map(({ field }) => field),
      ['OTHER'],
    );
    const work = { signal: new AbortController().signal, progress: () => {}, deep: true };
    assert.deepEqual((await must(service.verify(work))).failures, []);
    await service.close();
  });

  async function files(text: string): Promise<void> {
    ann.write(STAGING, text);
    const service = ann.service();
    const { basis } = await must(service.previewRequest('staging'));
    await must(service.fileRequest({ ...WORDS, environment: 'staging', basis }));
    await service.close();
  }
});
