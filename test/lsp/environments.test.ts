/** Two environments beside each other: their files as pairs, and no secret of either in what is shown of them. */
import assert from 'node:assert/strict';
import type { FileBeside, Side } from '../../shared/protocol/ledger.ts';
import { codeOfRefusal, type LedgerEditor, startLedgerEditor } from '../support/lsp-ledger.ts';

const STAGING = '.env.staging';
const PRODUCTION = '.env.production';
/** Each is in the clear nowhere but in the files. */
const CANARIES = ['canary-of-staging-4d1c', 'canary-of-production-9b2e', 'canary-of-both-77a0'];
const [OF_STAGING = '', OF_PRODUCTION = '', OF_BOTH = ''] = CANARIES;
const FILES = {
  'secure-config.yaml':
    'extends: voicehive\nfiles:\n  - match: .env.{environment}\n    dialects: [compose]\n  - match: config/{environment}.yaml\n',
  [STAGING]: `# for a while production had ${OF_PRODUCTION}
VOICEHIVE_ENVIRONMENT=staging
VOICEHIVE_DATABASE__PASSWORD=${OF_STAGING}
VOICEHIVE_REDIS__PASSWORD=${OF_BOTH}
`,
  [PRODUCTION]: `VOICEHIVE_ENVIRONMENT=production
VOICEHIVE_DATABASE__PASSWORD="${OF_PRODUCTION}"
VOICEHIVE_REDIS__PASSWORD="${OF_BOTH}" # never ${OF_STAGING}
`,
  'config/production.yaml': `auth: {jwt_secret_key: ${OF_BOTH}}\n`,
};

describe('server: two environments', function () {
  this.timeout(60_000);
  let ledger: LedgerEditor;
  before(async () => {
    ledger = await startLedgerEditor({ files: FILES });
    await ledger.begin();
  });
  after(() => ledger.stop());

  const compare = (left: Side, right: Side) => ledger.ask('secureConfig/compare', { left, right });
  const shown = (side: Side, path: string, beside: FileBeside) =>
    ledger.ask('secureConfig/coveredText', { side, path, beside });
  const texts = async (left: Side, right: Side) => [
    await shown(left, STAGING, { side: right, path: PRODUCTION, isOlder: false }),
    await shown(right, PRODUCTION, { side: left, path: STAGING, isOlder: true }),
  ];
  const working = (environment: string): Side => ({ kind: 'working', environment });
  const version = (environment: string): Side => ({ kind: 'version', environment, number: 1 });
  const SHOWN = [
    `# for a while production had ••••
VOICEHIVE_ENVIRONMENT=staging
VOICEHIVE_DATABASE__PASSWORD=••••
VOICEHIVE_REDIS__PASSWORD=••••
`,
    `VOICEHIVE_ENVIRONMENT=production
VOICEHIVE_DATABASE__PASSWORD="•••• (changed)"
VOICEHIVE_REDIS__PASSWORD="••••" # never ••••
`,
  ];
  const PAIRS = [
    { path: PRODUCTION, counterpart: STAGING, change: 'changed' },
    { path: 'config/production.yaml', change: 'added' },
  ];

  it('are compared before either has a version, the secrets of one covered in the other, too', async () => {
    assert.deepEqual(await ledger.ask('secureConfig/unversionedEnvironments', {}), ['staging']);
    const { files, changes } = await compare(working('staging'), working('production'));
    assert.deepEqual(files, PAIRS);
    assert.deepEqual(
      changes.map(({ field, change }) => `${change} ${field}`),
      ['changed environment', 'changed database.password', 'added auth.jwt_secret_key'],
    );
    assert.deepEqual(await texts(working('staging'), working('production')), SHOWN);
    const beside = { side: working('staging'), path: 'config/production.yaml', isOlder: true };
    assert.equal(
      await shown(working('production'), 'config/production.yaml', beside),
      'auth: {jwt_secret_key: ••••}\n',
    );
    assert.equal(
      await shown(working('staging'), 'config/production.yaml', { ...beside, isOlder: false }),
      null,
    );
  });

  it('are refused as versions where one has none, and else shown as they were approved', async () => {
    assert.equal(await codeOfRefusal(compare(version('staging'), version('production'))), 'unknown-version');
    const staging = { environment: 'staging' };
    const { basis } = await ledger.ask('secureConfig/previewVersion', staging);
    await ledger.ask('secureConfig/createVersion', { ...staging, message: 'As it is', basis });
    ledger.save('VOICEHIVE_ENVIRONMENT=staging\n', STAGING);
    await ledger.tell(2, STAGING);
    assert.deepEqual((await compare(version('staging'), version('production'))).files, PAIRS);
    assert.deepEqual(await texts(version('staging'), version('production')), SHOWN);
    assert.deepEqual(await texts(version('staging'), working('production')), SHOWN);
  });

  it('say the same of an environment and itself', async () => {
    const { files, changes } = await compare(version('production'), working('production'));
    assert.deepEqual([changes, files.map(({ change }) => change)], [[], ['same', 'same']]);
  });

  it('let no secret out', () => {
    for (const canary of CANARIES) assert.ok(!ledger.editor.wire().includes(canary), canary);
  });
});
