/** Applying writes every file to the byte, whatever its form, who may read its secrets, and wherever it is killed. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { WorkflowService } from '../../../shared/node/workflow/service.ts';
import { killedWhileApplying } from '../../support/killed-applying.ts';
import type { Moment } from '../../support/workers/kill-at.ts';
import {
  addMember,
  approve,
  ask,
  dismiss,
  makeFirstVersion,
  makeTeam,
  must,
  type PersonHere,
  refused,
  refusedSaying,
  share,
  type Team,
  WORK,
} from '../../support/workflow-people.ts';

const ENV = '.env.production';
const YAML = 'config/production.yaml';
const MANIFEST = `extends: twelve-factor
files:
  - match: .env.{environment}
  - match: config/{environment}.yaml
    map: { server.port: port, payment.key: payment_key }
schema:
  properties:
    port: { type: integer }
    payment_key: { type: string, secret: true }
approvals:
  roles: [administrator, operator]
  otherFields: { approvers: [operator], expiresAfter: 4h }
`;
/** With a byte order mark and Windows' line ends; with a comment behind a value. */
const FIRST = {
  [ENV]: '\uFEFFPORT=8080\r\nPAYMENT_KEY=invented-7d1f5a90c2\r\n',
  [YAML]: 'server:\n  port: 8080 # the one of then\npayment:\n  key: "invented-7d1f5a90c3"\n',
};
const SECOND = {
  [ENV]: '\uFEFFPORT=9090\r\nPAYMENT_KEY=invented-00a1b2c3d4\r\n',
  [YAML]: 'server:\n  port: 9090 # the one of now\npayment:\n  key: "invented-00a1b2c3d5"\n',
};

describe('applying a request', function () {
  this.timeout(120_000);
  let team: Team;
  let ann: PersonHere;
  let service: WorkflowService;
  beforeEach(async () => {
    team = makeTeam({ 'secure-config.yaml': MANIFEST, ...FIRST });
    ann = await team.person('ann');
    service = ann.service();
  });
  afterEach(() => team.close());

  const begin = async (mode: 'alone' | 'team' = 'alone') => {
    await must(service.initialise({ title: 'Shop', mode }));
    await makeFirstVersion(service, 'production');
  };
  const put = (person: PersonHere, files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) person.write(name, text);
  };
  const has = (files: Readonly<Record<string, string>>) => {
    const found = Object.keys(files).map(name => [name, ann.read(name)]);
    assert.deepEqual(Object.fromEntries(found), files);
  };
  /** Approved, and with the files of before in place, as a colleague has them. */
  const approvedSecond = async (): Promise<string> => {
    put(ann, SECOND);
    const { id } = await ask(service, 'production');
    await approve(service, id);
    put(ann, FIRST);
    return id;
  };

  it('gives each file its bytes, with mark, line ends and comments, and takes them back', async () => {
    await begin();
    const id = await approvedSecond();
    await must(service.apply(id));
    has(SECOND);
    fs.rmSync(path.join(ann.folder, YAML));
    const { id: shorter } = await ask(service, 'production');
    put(ann, SECOND);
    await approve(service, shorter);
    const v3 = await must(service.apply(shorter));
    assert.deepEqual([v3?.files, fs.existsSync(path.join(ann.folder, YAML))], [[ENV], false]);
    fs.rmSync(path.dirname(path.join(ann.folder, YAML)), { recursive: true });
    await must(rollBack(service, 1));
    has(FIRST);
    assert.equal(fs.statSync(path.join(ann.folder, YAML)).mode & 0o777, 0o600);
  });

  it('refuses what cannot be written, and leaves files and ledger as they were', async () => {
    await begin();
    const id = await approvedSecond();
    fs.chmodSync(path.join(ann.folder, YAML), 0o444);
    await refusedSaying(service.apply(id), /^Nothing was applied: config\/production\.yaml is read-only/);
    has(FIRST);
    assert.equal((await must(service.request(id))).status, 'approved');
    const before = (await must(service.status()))?.environments;
    const wish = await rollbackWish(service, 1);
    assert.equal(wish, undefined, 'there is nothing to go back to yet');
    fs.chmodSync(path.join(ann.folder, YAML), 0o644);
    await must(service.apply(id));
    fs.chmodSync(path.join(ann.folder, YAML), 0o444);
    await refusedSaying(rollBack(service, 1), /read-only/);
    has(SECOND);
    assert.deepEqual(before, [{ name: 'production', active: 1 }]);
    assert.deepEqual((await must(service.status()))?.environments, [{ name: 'production', active: 2 }]);
    const { items } = await must(service.requests({ whose: 'all', before: null, limit: 10 }));
    assert.deepEqual(
      items.map(({ kind, status }) => [kind, status]),
      [
        ['rollback', 'cancelled'],
        ['change', 'applied'],
      ],
    );
    const events = await must(
      service.events({ environment: null, kind: 'audit.recorded', before: null, limit: 5 }),
    );
    assert.match(events.items[0]?.summary ?? '', /^rollback failed: production: not-writable/);
  });

  const moments: readonly (readonly [Moment, RegExp, Readonly<Record<string, string>>, number])[] = [
    ['staged', /Nothing of it had been recorded, so the files are as they were/, FIRST, 1],
    ['recorded', /the files were given their texts now/, SECOND, 2],
    ['renamed', /the files were given their texts now/, SECOND, 2],
  ];
  for (const [moment, said, files, active] of moments) {
    it(`killed when it is ${moment}, is ${active === 1 ? 'undone' : 'finished'} at the next start, and says so`, async () => {
      await begin();
      const id = await approvedSecond();
      await service.close();
      killedWhileApplying(ann, id, moment);
      const left = fs.readdirSync(ann.folder).filter(name => name.endsWith('.staged'));
      for (const name of left) assert.equal(fs.statSync(path.join(ann.folder, name)).mode & 0o077, 0);
      const told: string[] = [];
      const next = ann.service(undefined, message => told.push(message));
      const status = await must(next.status());
      assert.deepEqual(status?.environments, [{ name: 'production', active }]);
      has(files);
      assert.deepEqual([told.length, said.test(told[0] ?? '')], [1, true], told[0]);
      assert.deepEqual(
        fs.readdirSync(ann.folder, { recursive: true, encoding: 'utf8' }).filter(name => /staged/.test(name)),
        [],
      );
      if (active === 1) {
        await must(next.apply(id));
        has(SECOND);
      }
      assert.deepEqual((await must(next.verify(WORK))).failures, []);
    });
  }

  it('lets who reads no secrets approve, and not apply; and goes on when a reader has left', async () => {
    await begin('team');
    await must(service.setSync(true));
    share(ann);
    const [bob, dan] = [await team.person('bob'), await team.person('dan')];
    await addMember(ann, bob, ['operator'], false);
    await addMember(ann, dan, []);
    await must(service.sync(WORK));
    const [bobs, dans] = [bob.service(), dan.service()];
    for (const each of [bobs, dans]) {
      await each.sync(WORK); // the first brings what there is
      await must(each.setSync(true));
    }
    put(dan, SECOND);
    const { id } = await ask(dans, 'production');
    await must(dans.sync(WORK));
    await must(bobs.sync(WORK));
    const detail = await must(bobs.request(id));
    assert.deepEqual(
      detail.changes.filter(({ secret }) => secret).map(({ after }) => after),
      ['••••', '"••••"'],
    );
    await approve(bobs, id);
    await refusedSaying(bobs.apply(id), /^The secrets of this content cannot be read here/);
    assert.equal(await refused(bobs.previewRequest('production')), 'no-fingerprint-key');
    await must(bobs.sync(WORK));
    await must(service.sync(WORK));
    await must(service.apply(id));
    has(SECOND);
    await dismiss(ann, dan);
    put(ann, { ...SECOND, [ENV]: SECOND[ENV].replace('9090', '9191') });
    const asked = await ask(service, 'production');
    assert.deepEqual(
      asked.changes.filter(({ secret }) => !secret).map(({ field, before, after }) => [field, before, after]),
      [['port', '9090', '9191']],
    );
    await must(service.sync(WORK));
    await must(bobs.sync(WORK));
    await approve(bobs, asked.id);
    await must(bobs.sync(WORK));
    await must(service.sync(WORK));
    put(ann, SECOND);
    await must(service.apply(asked.id));
    assert.match(ann.read(ENV), /PORT=9191\r\nPAYMENT_KEY=invented-00a1b2c3d4\r\n$/);
    assert.deepEqual(
      (await must(service.textsOf({ environment: 'production', number: 1, reveals: true }))).map(
        ({ text }) => text,
      ),
      [FIRST[ENV], FIRST[YAML]],
    );
  });
});

async function rollbackWish(service: WorkflowService, to: number) {
  const target = { environment: 'production', to, keepsSecrets: false } as const;
  const preview = await service.previewRollback(target);
  if (!preview.ok || preview.value.obstacle !== null) return undefined;
  const words = { reason: 'configuration_error', description: 'It was wrong.' } as const;
  return { ...target, ...words, emergency: false, confirmation: '', basis: preview.value.basis };
}

async function rollBack(service: WorkflowService, to: number) {
  const wish = await rollbackWish(service, to);
  assert.ok(wish, 'nothing stands in the way of going back');
  return service.rollback(wish);
}
