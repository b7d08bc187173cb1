/** People with clones of their own race on the same requests over one bare remote: what each of them has afterwards. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { DEFAULT_REMOTE_REF } from '../../../shared/node/ledger/remote-address.ts';
import type { WorkflowService } from '../../../shared/node/workflow/service.ts';
import {
  approve,
  ask,
  git,
  makeTeam,
  must,
  type PersonHere,
  refused,
  refusedSaying,
  type SharedLedger,
  shareLedger,
  type Team,
  TWO_ROLES,
  WORK,
} from '../../support/workflow-people.ts';

const FILE = '.env.production';
const FILES = {
  'secure-config.yaml': TWO_ROLES,
  [FILE]: 'PORT=8080\nLOG_LEVEL=info\n',
};

describe('several clones and one remote', function () {
  this.timeout(180_000);
  let team: Team;
  let ann: PersonHere;
  let bob: PersonHere;
  let dan: PersonHere;
  let services: SharedLedger<'ann' | 'bob' | 'dan'>['services'];
  let settle: SharedLedger<'ann' | 'bob' | 'dan'>['sync'];

  before(async () => {
    team = makeTeam(FILES);
    const shared = await shareLedger(team, { ann: [], bob: ['operator'], dan: [] });
    ({ ann, bob, dan } = shared.people);
    ({ services, sync: settle } = shared);
  });
  after(() => team.close());

  const everybody = () => settle();
  const heads = async () => {
    const all = await Promise.all(Object.values(services).map(service => must(service.status())));
    return new Set(all.map(status => status?.head));
  };
  const active = async (service: WorkflowService) => (await must(service.status()))?.environments[0]?.active;
  const setPort = (person: PersonHere, port: number) =>
    person.write(FILE, person.read(FILE).replace(/PORT=\d+/, `PORT=${port}`));
  /** Dan asks, and everybody has it. */
  const asked = async (port: number): Promise<string> => {
    setPort(dan, port);
    const { id } = await ask(services.dan, 'production', `The port is ${port}.`);
    await everybody();
    return id;
  };
  const everybodyHas = (text: string) => {
    for (const person of [ann, bob, dan]) person.write(FILE, text);
  };

  it('both approve at the same time: both approvals count, and one of three who apply makes the version', async () => {
    const id = await asked(9001);
    await Promise.all([approve(services.ann, id), approve(services.bob, id)]);
    assert.deepEqual(await everybody(), []);
    const request = await must(services.dan.request(id));
    assert.deepEqual(
      [request.status, request.approvals.map(({ principal }) => principal).sort()],
      ['approved', ['ann@shop.example', 'bob@shop.example']],
    );
    await Promise.all([must(services.ann.apply(id)), must(services.bob.apply(id))]);
    const dropped = await everybody();
    assert.equal(dropped.length, 1);
    assert.match(dropped[0] ?? '', /was applied by ann@shop\.example/);
    assert.equal((await heads()).size, 1);
    for (const [service, person] of [
      [services.ann, ann],
      [services.bob, bob],
    ] as const) {
      assert.equal(await active(service), 2);
      assert.match(person.read(FILE), /PORT=9001/);
    }
    for (const service of [services.ann, services.bob]) await acknowledgeAll(service);
  });

  it('one rejects while the other approves: the rejection is final in both', async () => {
    everybodyHas('PORT=9001\nLOG_LEVEL=info\n');
    const id = await asked(9002);
    await must(services.ann.reject({ id, reason: 'Not that one.' }));
    await must(services.ann.sync(WORK));
    await approve(services.bob, id);
    const dropped = await everybody();
    assert.match(dropped.join(), /was rejected by ann@shop\.example/);
    await acknowledgeAll(services.bob);
    for (const service of Object.values(services)) {
      assert.equal((await must(service.request(id))).status, 'rejected');
      await refusedSaying(service.apply(id), /was rejected by ann@shop\.example/);
    }
    setPort(dan, 9001);
  });

  it('the baseline moves under a request: it is stale in all clones until it is edited', async () => {
    const first = await asked(9003);
    setPort(dan, 9004);
    const { id: second } = await ask(services.dan, 'production');
    await everybody();
    await approve(services.ann, first);
    await approve(services.ann, second);
    await settle('ann', 'bob');
    await approve(services.bob, first);
    await must(services.bob.apply(first));
    await everybody();
    const { digest } = await must(services.bob.request(second));
    await refusedSaying(
      services.bob.approve({ id: second, digest, comment: '' }),
      /starts from v2 of production, and v3 is in force\. Edit the request/,
    );
    assert.equal((await must(services.ann.request(second))).isStale, true);
    const { basis } = await must(services.dan.previewRequest('production'));
    const wish = { environment: 'production', justification: 'Anew.', impact: '', rollbackPlan: '', basis };
    const edited = await must(services.dan.editRequest({ id: second, ...wish }));
    assert.deepEqual([edited.isStale, edited.approvals, edited.base], [false, [], 3]);
    await everybody();
    await approve(services.ann, second);
    await settle('ann', 'bob');
    await approve(services.bob, second);
    const v4 = await must(services.bob.apply(second));
    assert.deepEqual([v4?.number, bob.read(FILE)], [4, 'PORT=9004\nLOG_LEVEL=info\n']);
    await everybody();
    everybodyHas('PORT=9004\nLOG_LEVEL=info\n');
  });

  it('a request filed offline while the policy changes is asked what the new policy asks', async () => {
    setPort(dan, 9005);
    const { id, roles } = await ask(services.dan, 'production'); // dan is offline
    assert.deepEqual(
      roles.map(({ role }) => role),
      ['administrator', 'operator'],
    );
    const { from } = await must(services.ann.previewPolicy(OPERATORS));
    await must(services.ann.changePolicy({ ...OPERATORS, justification: 'Ops decide.', from }));
    await must(services.ann.sync(WORK));
    assert.deepEqual(await everybody(), []);
    for (const service of Object.values(services)) {
      const request = await must(service.request(id));
      assert.deepEqual([request.status, request.roles.map(({ role }) => role)], ['pending', ['operator']]);
    }
    await approve(services.bob, id);
    await must(services.bob.apply(id));
    await everybody();
    assert.equal((await heads()).size, 1);
    assert.equal(await active(services.dan), 5);
  });

  it('never overwrites what somebody wrote and nobody asked for', async () => {
    ann.write(FILE, 'PORT=9005\nLOG_LEVEL=debug\n'); // by hand
    const id = await asked(9006);
    await approve(services.bob, id);
    await settle('bob', 'ann');
    await refusedSaying(services.ann.apply(id), /^\.env\.production has changes that are in no version/);
    assert.equal((await must(services.ann.request(id))).status, 'approved');
    await must(services.ann.apply(id, { overwrites: true }));
    assert.equal(ann.read(FILE), 'PORT=9006\nLOG_LEVEL=info\n');
    await everybody();
  });

  it('a remote that was rewritten is refused until somebody says why it is right, and then taken', async () => {
    const head = (await must(services.dan.status()))?.head;
    const bare = path.join(team.root, 'remote.git');
    git(bare, 'update-ref', DEFAULT_REMOTE_REF, `${DEFAULT_REMOTE_REF}~2`);
    const way = /--accept-remote, or Secure Config: Show Ledger Alarms/;
    assert.equal(await refusedSaying(services.dan.sync(WORK), way), 'rewritten');
    const alarms = (await must(services.dan.status()))?.alarms ?? [];
    assert.deepEqual(
      alarms.map(({ kind, acceptable }) => [kind, acceptable]),
      [['rewritten', true]],
    );
    const [{ id } = { id: '' }] = alarms;
    const note = 'The host was restored from yesterday.';
    const unknown = await refused(services.dan.acceptRemote({ id: 'rewritten-0', note }, WORK));
    assert.equal(unknown, 'unknown-alarm');
    assert.equal(await refused(services.dan.sync(WORK)), 'rewritten', 'it never settles by itself');
    const { fetched, pushed } = await must(services.dan.acceptRemote({ id, note }, WORK));
    assert.deepEqual([fetched, pushed], [0, 2]);
    assert.deepEqual((await must(services.dan.status()))?.alarms, []);
    await everybody();
    assert.deepEqual(await heads(), new Set([head]));
  });

  it('and a clone that comes later verifies all of it', async () => {
    const eve = await team.person('eve');
    const service = eve.service();
    await must(service.sync(WORK));
    const report = await must(service.verify(WORK));
    assert.deepEqual([report.failures, report.isVerified], [[], true]);
    assert.equal(report.head, (await must(services.ann.status()))?.head);
    const { items } = await must(service.versions({ environment: 'production', before: null, limit: 10 }));
    assert.deepEqual(
      items.map(({ number }) => number),
      [6, 5, 4, 3, 2, 1],
    );
    await service.close();
  });
});

const OPERATORS = {
  kind: 'edit',
  yaml: 'approvals:\n  requirements: []\n  otherFields: { approvers: [operator], priority: medium, expiresAfterSeconds: 14400, emergencyOverride: true }\n  environments: {}\n  emergency: { approvers: [], reviewWithinSeconds: 259200, refusedWhileOverdue: true }\n',
} as const;

/** Own events that came too late have raised alarms. */
async function acknowledgeAll(service: WorkflowService): Promise<void> {
  for (const { id } of (await must(service.status()))?.alarms ?? [])
    await must(service.acknowledgeAlarm({ id, note: 'Somebody was faster.' }));
}
