/** A ledger whose people agree to understate a change: in order by its rules, and found by who reads the texts. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { jsonAttachment } from '../../../shared/core/workflow/attachment.ts';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { record } from '../../../shared/node/ledger/record.ts';
import {
  beginAlone,
  ledgerOf,
  makeFirstVersion,
  must,
  type PersonHere,
  personOf,
  type Team,
} from '../../support/workflow-people.ts';

const FILES = {
  'secure-config.yaml': 'extends: voicehive\nfiles:\n  - match: .env.{environment}\n',
  '.env.staging': 'VOICEHIVE_ENVIRONMENT=staging\nVOICEHIVE_AUTH__JWT_ALGORITHM=RS256\n',
};
const WORK = { signal: new AbortController().signal, progress: () => {} };

describe('verifying what events say of their contents', function () {
  this.timeout(60_000);
  let team: Team;
  let ann: PersonHere;
  before(async () => {
    const begun = await beginAlone(FILES);
    ({ team, ann } = begun);
    await makeFirstVersion(begun.service, 'staging');
    await begun.service.close();
  });
  after(() => team.close());

  it('finds nothing where everybody was honest', async () => {
    const service = ann.service();
    ann.write('.env.staging', FILES['.env.staging'].replace('RS256', 'RS512'));
    const { basis } = await must(service.previewRequest('staging'));
    const words = { justification: 'Longer.', impact: '', rollbackPlan: '' };
    await must(service.fileRequest({ ...words, environment: 'staging', basis }));
    const report = await must(service.verify({ ...WORK, deep: true }));
    assert.deepEqual(report.failures, []);
    assert.match(report.checks.join(), /2 events: what they say of their contents/);
    await service.close();
  });

  it('finds the event that hides a change, and what it hides', async () => {
    await fileUntruly(ann);
    const service = ann.service();
    assert.deepEqual((await must(service.verify(WORK))).failures, []);
    const { isVerified, failures } = await must(service.verify({ ...WORK, deep: true }));
    assert.equal(isVerified, false);
    assert.deepEqual(
      failures.map(({ seq, code, threat }) => [seq, code, threat]),
      [
        [3, 'changes-differ', 'T15'],
        [3, 'assessment-differs', 'T17'],
      ],
    );
    assert.match(failures[0]?.message ?? '', /auth\.jwt_algorithm \(changed/);
    await service.close();
  });

  it('computes nothing by rules that are not those of the event', async () => {
    fs.appendFileSync(path.join(ann.folder, 'secure-config.yaml'), 'rules:\n  SEC_004: off\n');
    const service = ann.service();
    const { failures, checks } = await must(service.verify({ ...WORK, deep: true }));
    assert.deepEqual(failures, []);
    assert.match(checks.join(), /3 events were checked by other rules than today’s/);
    await service.close();
  });
});

/** Signed as it should be, and of a content of which it says that it changes nothing. */
async function fileUntruly(someone: PersonHere): Promise<void> {
  const [ledger, person] = [await ledgerOf(someone), await personOf(someone)];
  const text = FILES['.env.staging'].replace('RS256', 'HS256');
  const cut = jsonAttachment({ formatVersion: 1, path: '.env.staging', text, generation: 0, cuts: [] });
  const recorded = await record(ledger, person, ({ versions }) => {
    const assessment = versions.get('staging@1')?.assessment;
    const content = { files: [{ path: '.env.staging', cut: cut.name }], bundle: null };
    const subject = { kind: 'change', environment: 'staging', base: 1, content, changes: [], assessment };
    const words = { justification: 'A comment.', impact: '', rollbackPlan: '', role: null };
    return { kind: 'request.filed', data: { subject, ...words } as never, attachments: [cut.bytes] };
  });
  if (isFailure(recorded)) assert.fail(recorded.message);
  await ledger.close();
}
