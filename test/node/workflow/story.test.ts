/** The whole story with real git, keys and age: version, drift, request, approval, apply, rollback, across two clones. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { checkText } from '../../../shared/core/validation/check.ts';
import { openWorkspace } from '../../../shared/node/workspace.ts';
import { git, makeTeam, must, type PersonHere, refused, type Team } from '../../support/workflow-people.ts';

const PRODUCTION = '.env.production';
const FILES = {
  'secure-config.yaml':
    'extends: voicehive\nfiles:\n  - match: .env.{environment}\n    dialects: [compose]\n',
  [PRODUCTION]: fs
    .readFileSync('test/data/guide-example.env', 'utf8')
    .replace('"webhook_signature_secret"', '"invented-webhook-signature-5e1f"'), // a field has that very name
};
const ALONE = { title: 'Shop', mode: 'alone' } as const;

describe('the workflow of one person', function () {
  this.timeout(60_000);
  let team: Team;
  let ann: PersonHere;
  beforeEach(async () => {
    team = makeTeam(FILES);
    ann = await team.person('ann');
  });
  afterEach(() => team.close());

  it('goes from a first version over drift, request, approval and apply to a rollback to the byte', async () => {
    const service = ann.service();
    assert.equal(await must(service.status()), undefined);
    await must(service.initialise(ALONE));
    assert.deepEqual(await must(service.unversionedEnvironments()), ['production']);

    const first = await must(service.previewVersion('production'));
    assert.deepEqual([first.obstacle, first.files, first.assessment.scoreAfter], [null, [PRODUCTION], 100]);
    const v1 = await must(
      service.createVersion({ environment: 'production', message: 'As it is.', basis: first.basis }),
    );
    assert.deepEqual([v1.number, v1.status, v1.author], [1, 'active', 'ann@shop.example']);
    assert.equal(
      await refused(
        service.previewRequest('production').then(async preview => {
          assert.ok(preview.ok);
          return service.fileRequest({ ...WORDS, environment: 'production', basis: preview.value.basis });
        }),
      ),
      'no-change',
    );

    const original = ann.read(PRODUCTION);
    const changed = original.replace('JWT_EXPIRATION_MINUTES="15"', 'JWT_EXPIRATION_MINUTES="20"');
    assert.notEqual(changed, original);
    ann.write(PRODUCTION, changed);
    assert.deepEqual(await driftIn(ann, service), ['auth.jwt_expiration_minutes']);

    const preview = await must(service.previewRequest('production'));
    assert.deepEqual(
      preview.changes.map(({ field }) => field),
      ['auth.jwt_expiration_minutes'],
    );
    assert.deepEqual(
      preview.requirements?.approvers.map(({ role }) => role),
      ['platform_admin', 'security_admin'],
    );
    const filed = await must(
      service.fileRequest({ ...WORDS, environment: 'production', basis: preview.basis }),
    );
    assert.deepEqual(
      [filed.status, filed.isMine, filed.actions.includes('approve')],
      ['pending', true, true],
    );
    const approved = await must(service.approve({ id: filed.id, digest: filed.digest, comment: 'Fine.' }));
    assert.equal(approved.status, 'approved');
    const v2 = await must(service.apply(filed.id));
    assert.deepEqual([v2?.number, v2?.parent, v2?.request], [2, 1, filed.id]);
    assert.deepEqual(await driftIn(ann, service), []);

    const target = { environment: 'production', to: 1, keepsSecrets: false } as const;
    const back = await must(service.previewRollback(target));
    assert.equal(back.obstacle, null);
    const done = await must(
      service.rollback({
        ...target,
        ...{ reason: 'configuration_error', description: 'It was too short.', emergency: false },
        ...{ confirmation: '', basis: back.basis },
      }),
    );
    assert.equal(done.kind, 'done');
    assert.equal(ann.read(PRODUCTION), original);
    const history = await must(service.versions({ environment: 'production', before: null, limit: 10 }));
    assert.deepEqual(
      history.items.map(({ number, status }) => [number, status]),
      [
        [3, 'active'],
        [2, 'inactive'],
        [1, 'inactive'],
      ],
    );
    const report = await must(
      service.verify({ signal: new AbortController().signal, progress: () => {}, deep: true }),
    );
    assert.deepEqual(report.failures, []);
    await service.close();
    assertNoSecrets(ann);
  });

  it('goes back with the secrets of the active version, whatever stands in the files', async () => {
    const service = ann.service();
    await must(service.initialise(ALONE));
    const first = await must(service.previewVersion('production'));
    await must(
      service.createVersion({ environment: 'production', message: 'As it is.', basis: first.basis }),
    );
    const original = ann.read(PRODUCTION);
    const rotated = original.replace('secure_redis_password', 'invented-and-rotated');
    assert.notEqual(rotated, original);
    ann.write(PRODUCTION, rotated.replace('JWT_EXPIRATION_MINUTES="15"', 'JWT_EXPIRATION_MINUTES="20"'));
    const { basis } = await must(service.previewRequest('production'));
    const { id, digest } = await must(service.fileRequest({ ...WORDS, environment: 'production', basis }));
    await must(service.approve({ id, digest, comment: '' }));
    await must(service.apply(id));

    ann.write(PRODUCTION, rotated.replace('invented-and-rotated', 'invented-by-hand'));
    const target = { environment: 'production', to: 1, keepsSecrets: true } as const;
    const back = await must(service.previewRollback(target));
    await must(
      service.rollback({
        ...target,
        ...{ reason: 'configuration_error', description: 'It was too short.', emergency: false },
        ...{ confirmation: '', basis: back.basis, overwrites: true },
      }),
    );
    assert.equal(ann.read(PRODUCTION), rotated);
    const report = await must(
      service.verify({ signal: new AbortController().signal, progress: () => {}, deep: true }),
    );
    assert.deepEqual(report.failures, []);
  });
});

const WORDS = { justification: 'Sessions are too long.', impact: 'None.', rollbackPlan: 'Go back.' };

async function driftIn(person: PersonHere, service: ReturnType<PersonHere['service']>): Promise<string[]> {
  const file = path.join(person.folder, PRODUCTION);
  const baseline = await must(service.baselineOf(file));
  const text = person.read(PRODUCTION);
  const workspace = openWorkspace({ roots: [person.folder], trusted: true });
  const governed = await workspace.governanceOf(file, text);
  assert.ok(baseline && governed);
  const input = { path: governed.path, text, governance: governed.governance, now: new Date() };
  return baseline.driftOf(checkText(input)).map(({ field }) => field?.path ?? '');
}

/** Whatever is kept beside the project has none of the file's secrets in plain text. */
function assertNoSecrets(person: PersonHere): void {
  const secrets = [
    ...person.read(PRODUCTION).matchAll(/VOICEHIVE_\w*(?:PASSWORD|SECRET|KEY)\w*=(.+)$/gm),
  ].map(([, value = '']) => value.replace(/^(["'])(.*)\1$/, '$2'));
  assert.ok(secrets.length >= 4);
  const home = person.environment.variables.SECURE_CONFIG_HOME ?? '';
  const objects = git(
    path.join(
      home,
      'state',
      'ledgers',
      fs.readdirSync(path.join(home, 'state', 'ledgers'))[0] ?? '',
      'repo.git',
    ),
    ...['cat-file', '--batch', '--batch-all-objects'],
  );
  const files = fs
    .readdirSync(home, { recursive: true, encoding: 'utf8' })
    .map(name => path.join(home, name))
    .filter(name => fs.statSync(name).isFile())
    .map(name => fs.readFileSync(name, 'latin1'));
  for (const secret of secrets) for (const text of [objects, ...files]) assert.ok(!text.includes(secret));
}
