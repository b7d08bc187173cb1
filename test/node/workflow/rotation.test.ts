/** Who has left knows the secrets of all versions that there were: each that is live is to be rotated, also after going back. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { WorkflowService } from '../../../shared/node/workflow/service.ts';
import {
  addMember,
  beginAlone,
  dismiss,
  makeFirstVersion,
  must,
  type PersonHere,
  type Team,
} from '../../support/workflow-people.ts';

const STAGING = '.env.staging';
const textWith = (password: string) =>
  `VOICEHIVE_ENVIRONMENT=staging\nVOICEHIVE_REDIS__PASSWORD=${password}\n`;
const FILES = {
  'secure-config.yaml': 'extends: voicehive\nfiles:\n  - match: .env.{environment}\n',
  [STAGING]: textWith('invented-one'),
};
const WORDS = { justification: 'It has to be so.', impact: '', rollbackPlan: '' };

describe('secrets that somebody knows who has left', function () {
  this.timeout(90_000);
  let team: Team;
  let ann: PersonHere;
  let service: WorkflowService;
  before(async () => {
    ({ team, ann, service } = await beginAlone(FILES));
    const bob = await team.person('bob');
    await makeFirstVersion(service, 'staging');
    await addMember(ann, bob, []);
    await change('invented-two');
    await dismiss(ann, bob);
  });
  after(() => team.close());

  it('are named with the version that has them', async () => {
    assert.deepEqual(await unrotated(), ['bob@shop.example: staging v2 redis.password, certain']);
  });

  it('are none once they are rotated', async () => {
    await change('invented-three');
    assert.deepEqual(await unrotated(), []);
  });

  it('are there again after a rollback to a version of before, the last one of that time or not', async () => {
    for (const [to, made] of [
      [1, 4],
      [2, 5],
    ] as const) {
      await goBack(to);
      assert.deepEqual(await unrotated(), [`bob@shop.example: staging v${made} redis.password, certain`]);
    }
  });

  it('are there again when an old value comes back by hand', async () => {
    await change('invented-four');
    assert.deepEqual(await unrotated(), []);
    await change('invented-one');
    assert.deepEqual(await unrotated(), ['bob@shop.example: staging v7 redis.password, certain']);
  });

  async function unrotated(): Promise<string[]> {
    const status = await must(service.status());
    return (status?.unrotated ?? []).flatMap(({ principals, secrets, isCertain }) =>
      secrets.map(({ environment, number, fields }) => {
        const what = `${environment} v${number} ${fields.join()}`;
        return `${principals.join()}: ${what}, ${isCertain ? 'certain' : 'perhaps'}`;
      }),
    );
  }

  async function change(password: string): Promise<void> {
    ann.write(STAGING, textWith(password));
    const { basis } = await must(service.previewRequest('staging'));
    const { id, digest } = await must(service.fileRequest({ ...WORDS, environment: 'staging', basis }));
    await must(service.approve({ id, digest, comment: '' }));
    await must(service.apply(id));
  }

  async function goBack(to: number): Promise<void> {
    const target = { environment: 'staging', to, keepsSecrets: false };
    const { basis } = await must(service.previewRollback(target));
    const why = { reason: 'configuration_error', description: 'It was better.' } as const;
    const wish = { ...target, ...why, emergency: false, confirmation: '', basis };
    assert.equal((await must(service.rollback(wish))).kind, 'done');
  }
});
