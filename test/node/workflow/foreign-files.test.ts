/** A request whose content has a file of another environment, or of none: no command makes one, and nobody's folder gets it. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, it } from 'mocha';
import type { Wish } from '../../../shared/core/ledger/next-event.ts';
import { bindingOf } from '../../../shared/core/ledger/request.ts';
import type { LedgerState } from '../../../shared/core/ledger/state.ts';
import { jsonAttachment } from '../../../shared/core/workflow/attachment.ts';
import { isFailure } from '../../../shared/node/git/failure.ts';
import { record } from '../../../shared/node/ledger/record.ts';
import type { WorkflowService } from '../../../shared/node/workflow/service.ts';
import {
  approve,
  ask,
  beginAlone,
  ledgerOf,
  makeFirstVersion,
  must,
  type PersonHere,
  personOf,
  refused,
  refusedSaying,
  type Team,
  WORK,
} from '../../support/workflow-people.ts';

const MANIFEST = `extends: twelve-factor
files:
  - .env.{environment}
  - config/{environment}.yaml
`;
const FILES = {
  'secure-config.yaml': MANIFEST,
  '.env.production': 'PORT=8080\n',
  '.env.staging': 'PORT=8081\n',
  'config/production.yaml': 'port: 8080\n',
};
const TEXT = '# invented\n';

describe('a file that the manifest does not map to the environment', function () {
  this.timeout(120_000);
  let team: Team;
  let ann: PersonHere;
  let service: WorkflowService;
  before(async () => {
    ({ team, ann, service } = await beginAlone(FILES));
    for (const environment of ['production', 'staging']) await makeFirstVersion(service, environment);
  });
  after(() => team.close());

  const recordByHand = async (make: (state: LedgerState) => Wish): Promise<string | undefined> => {
    const [ledger, person] = [await ledgerOf(ann), await personOf(ann)];
    const recorded = await record(ledger, person, make);
    await ledger.close();
    return isFailure(recorded) ? recorded.code : undefined;
  };
  /** Signed as it should be: production as it is, and one file more. */
  const file = (extra: string): Promise<string | undefined> => {
    const cut = jsonAttachment({ formatVersion: 1, path: extra, text: TEXT, generation: 0, cuts: [] });
    return recordByHand(state => {
      const version = state.versions.get('production@1');
      assert.ok(version);
      const files = [...version.content.files, { path: extra, cut: cut.name }];
      files.sort((a, b) => (a.path < b.path ? -1 : 1));
      const content = { ...version.content, files };
      const { assessment } = version;
      const subject = {
        kind: 'change',
        environment: 'production',
        base: 1,
        content,
        changes: [],
        assessment,
      };
      const words = { justification: 'Comments tidied.', impact: '', rollbackPlan: '', role: null };
      return { kind: 'request.filed', data: { subject, ...words } as never, attachments: [cut.bytes] };
    });
  };
  const approveByHand = (id: string) =>
    recordByHand(state => {
      const request = state.requests.get(id);
      assert.ok(request);
      const data = { ...bindingOf(request), roles: ['administrator'], comment: '' };
      return { kind: 'request.approved', data: data as never };
    });
  const theirFiles = (): string[] =>
    fs
      .readdirSync(ann.folder, { recursive: true, encoding: 'utf8' })
      .filter(name => !name.startsWith('.git/'));

  for (const path of ['.git/config', '.GIT/hooks/post-checkout', 'secure-config.yaml']) {
    it(`is in no ledger where it is ${path}`, async () => assert.equal(await file(path), 'event-shape'));
  }

  for (const path of ['.env.staging', '.npmrc', 'deep/in/Makefile', 'sub/.env.production']) {
    it(`is refused to who approves and who applies, and found afterwards: ${path}`, async () => {
      const before = theirFiles();
      assert.equal(await file(path), undefined);
      const { items } = await must(service.requests({ whose: 'all', before: null, limit: 1 }));
      const { id = '' } = items[0] ?? {};
      const { digest, texts, actions, missing } = await must(service.request(id));
      assert.deepEqual(texts, [{ path, change: 'added', lines: 1, comments: 1, hasFields: false }]);
      assert.deepEqual(
        actions.filter(action => action === 'approve' || action === 'apply'),
        [],
      );
      assert.match(missing[0] ?? '', /does not map that to production/);
      const said = `would write ${path}: secure-config\\.yaml as it is here does not map that to production`;
      const message = new RegExp(said.replaceAll('./', '\\./'));
      assert.equal(
        await refusedSaying(service.approve({ id, digest, comment: '' }), message),
        'unmapped-file',
      );
      const words = { reason: 'It is an emergency.', confirmation: 'production' };
      assert.equal(await refused(service.emergencyApprove({ id, digest, ...words })), 'unmapped-file');
      assert.equal(await approveByHand(id), undefined);
      assert.equal((await must(service.request(id))).status, 'approved');
      assert.equal(await refusedSaying(service.apply(id, { overwrites: true }), message), 'unmapped-file');
      assert.deepEqual(theirFiles(), before);
      assert.equal(ann.read('.env.staging'), FILES['.env.staging']);
      await must(service.cancel({ id, reason: 'It was a test.' }));
      const { failures } = await must(service.verify({ ...WORK, deep: true }));
      assert.deepEqual([failures.at(-1)?.code, failures.at(-1)?.threat], ['unmapped-file', 'T21']);
      assert.match(
        failures.at(-1)?.message ?? '',
        new RegExp(`has ${path}, which the manifest does not map`),
      );
    });
  }

  it('any more stays in its old version, which is neither gone back to nor exported until it is mapped again', async () => {
    ann.write(
      'secure-config.yaml',
      ann.read('secure-config.yaml').replace('  - config/{environment}.yaml\n', ''),
    );
    ann.write('.env.production', 'PORT=9090\n');
    const next = ann.service();
    const { from } = await must(next.previewPolicy({ kind: 'adopt' }));
    await must(next.changePolicy({ kind: 'adopt', justification: 'One file less.', from }));
    const { id } = await ask(next, 'production');
    await approve(next, id);
    await must(next.apply(id));
    const version = { environment: 'production', number: 1 };
    const message =
      /^v1 of production has config\/production\.yaml, which .* map it again under files in secure-config\.yaml/;
    const target = { environment: 'production', to: 1, keepsSecrets: false };
    for (const keepsSecrets of [false, true]) {
      const preview = next.previewRollback({ ...target, keepsSecrets });
      assert.equal(await refusedSaying(preview, message), 'unmapped-file');
    }
    for (const reveals of [false, true]) {
      assert.equal(await refusedSaying(next.textsOf({ ...version, reveals }), message), 'unmapped-file');
    }
    ann.write(
      'secure-config.yaml',
      `${ann.read('secure-config.yaml')}`.replace('  - .env', '  - config/{environment}.yaml\n  - .env'),
    );
    const again = ann.service();
    assert.deepEqual(
      (await must(again.textsOf({ ...version, reveals: false }))).map(({ path }) => path),
      ['.env.production', 'config/production.yaml'],
    );
    assert.equal((await must(again.previewRollback(target))).to, 1);
  });
});
