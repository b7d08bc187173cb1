/** Quick fixes as texts before and after: the fix is named by its title, the finding by its code. */
import assert from 'node:assert/strict';
import { fixAll } from '../../../shared/core/assist/fix-all.ts';
import { fixesFor } from '../../../shared/core/assist/fixes.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import { type CheckOptions, checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

interface Case extends CheckOptions {
  readonly says: string;
  readonly profile?: string;
  readonly code: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

const production = { environment: 'production' } as const;
const staging = { environment: 'staging' } as const;
const yaml = { path: 'config.yaml' } as const;

const CASES: readonly Case[] = [
  {
    says: 'keeps quotes, export and comments',
    ...production,
    code: 'SEC_001',
    title: 'Set VOICEHIVE_DATABASE__SSL_MODE to require',
    before: "export VOICEHIVE_DATABASE__SSL_MODE='disable' # for now\n",
    after: "export VOICEHIVE_DATABASE__SSL_MODE='require' # for now\n",
  },
  {
    says: 'keeps the quotes of YAML',
    ...production,
    ...yaml,
    code: 'SEC_001',
    title: 'Set database.ssl_mode to require',
    before: "database:\n  ssl_mode: 'disable' # for now\n",
    after: "database:\n  ssl_mode: 'require' # for now\n",
  },
  {
    says: 'writes a boolean where YAML had one',
    ...production,
    ...yaml,
    profile: 'twelve-factor',
    code: 'TF_004',
    title: 'Set debug to false',
    before: 'debug: true\n',
    after: 'debug: false\n',
  },
  {
    says: 'sets what is merged in where it is merged into',
    ...yaml,
    environment: 'production',
    map: new Map([['production.redis', 'redis']]),
    code: 'SEC_002',
    title: 'Set production.redis.ssl to true',
    before: 'r: &r\n  ssl: false\nproduction:\n  redis:\n      <<: *r # shared\n',
    after: 'r: &r\n  ssl: false\nproduction:\n  redis:\n      <<: *r # shared\n      ssl: true\n',
  },
  {
    says: 'sets what is merged in within braces',
    ...yaml,
    environment: 'production',
    map: new Map([['production.redis', 'redis']]),
    code: 'SEC_002',
    title: 'Set production.redis.ssl to true',
    before: 'r: &r { ssl: false }\nproduction: { redis: { <<: *r } }\n',
    after: 'r: &r { ssl: false }\nproduction: { redis: { <<: *r, ssl: true } }\n',
  },
  {
    says: 'writes capitals where there were capitals',
    ...production,
    profile: 'twelve-factor',
    code: 'TF_005',
    title: 'Set LOG_LEVEL to INFO',
    before: 'LOG_LEVEL=TRACE\n',
    after: 'LOG_LEVEL=INFO\n',
  },
  {
    says: 'leaves blanks before a comment that stood right behind an empty value',
    environment: 'development',
    code: 'environment/mismatch',
    title: 'Set VOICEHIVE_ENVIRONMENT to development',
    before: 'VOICEHIVE_ENVIRONMENT=production#x\n',
    after: 'VOICEHIVE_ENVIRONMENT=development #x\n',
  },
  {
    says: 'uses the encrypted scheme, and its usual port',
    ...staging,
    profile: 'twelve-factor',
    code: 'TF_003',
    title: 'Use amqps:// in QUEUE_URL',
    before: 'QUEUE_URL="amqp://u:${P}@mq.example.com:5672/app" # queue\n',
    after: 'QUEUE_URL="amqps://u:${P}@mq.example.com:5671/app" # queue\n',
  },
  {
    says: 'uses the scheme that the rule allows',
    ...staging,
    code: 'OPS_003',
    title: 'Use https:// in VOICEHIVE_EXTERNAL_SERVICES__VAULT_URL',
    before: 'VOICEHIVE_EXTERNAL_SERVICES__VAULT_URL=wss://vault.example.com\n',
    after: 'VOICEHIVE_EXTERNAL_SERVICES__VAULT_URL=https://vault.example.com\n',
  },
  {
    says: 'asks MongoDB for TLS by an option',
    ...staging,
    profile: 'twelve-factor',
    code: 'TF_003',
    title: 'Use TLS in MONGO_URL',
    before: "MONGO_URL='mongodb://a.example.com,b.example.com'\n",
    after: "MONGO_URL='mongodb://a.example.com,b.example.com/?tls=true'\n",
  },
  {
    says: 'refers to the variable of the same name, not in single quotes',
    profile: 'twelve-factor',
    code: 'TF_001',
    title: 'Refer to ${DB_PASSWORD} instead',
    before: "export DB_PASSWORD='k9XmP2vL8qRt' # db\n",
    after: 'export DB_PASSWORD="${DB_PASSWORD}" # db\n',
  },
  {
    says: 'refers to the password of a URL only',
    profile: 'twelve-factor',
    code: 'TF_001',
    title: 'Refer to ${DATABASE_PASSWORD} instead',
    before: 'DATABASE_URL="postgres://app:k9XmP2vL8qRt@db.example.com:5432/app"\n',
    after: 'DATABASE_URL="postgres://app:${DATABASE_PASSWORD}@db.example.com:5432/app"\n',
  },
  {
    says: 'refers in YAML in quotes',
    ...yaml,
    profile: 'twelve-factor',
    code: 'TF_001',
    title: 'Refer to ${DB_PASSWORD} instead',
    before: 'db: {password: k9XmP2vL8qRt}\n',
    after: 'db: {password: "${DB_PASSWORD}"}\n',
  },
  {
    says: 'takes a fallback away',
    ...production,
    code: 'security/production-fallback',
    title: 'Take the fallback away: ${HOST}',
    before: 'VOICEHIVE_DATABASE__HOST="${HOST:-localhost}" # x\n',
    after: 'VOICEHIVE_DATABASE__HOST="${HOST}" # x\n',
  },
  {
    says: 'takes a nested fallback away in YAML',
    ...production,
    ...yaml,
    code: 'security/production-fallback',
    title: 'Take the fallback away: ${A}',
    before: 'database: { host: "x-${A-${B:-c}}-y" }\n',
    after: 'database: { host: "x-${A}-y" }\n',
  },
  {
    says: 'removes earlier lines that a later one overrides',
    code: 'syntax/duplicate-key',
    title: 'Remove the 2 earlier lines, which have no effect',
    before: '# one\r\nA=1\r\n# two\r\nexport A="2" # b\r\nB=x\r\n# three\r\nA=3\r\n',
    after: '# one\r\n# two\r\nB=x\r\n# three\r\nA=3\r\n',
  },
  {
    says: 'gives a waiver a day',
    code: 'waiver/missing-expiry',
    title: 'Let this waiver end on 2026-08-30',
    before: '# secure-config-waive SEC_004: because\nVOICEHIVE_REGION=eu-west-1\n',
    after: '# secure-config-waive SEC_004 until 2026-08-30: because\nVOICEHIVE_REGION=eu-west-1\n',
  },
  {
    says: 'gives a waiver a later day',
    ...yaml,
    code: 'waiver/expired',
    title: 'Let this waiver end on 2026-08-30',
    before: 'a: 1 # secure-config-waive SEC_004 until 2020-01-01: because: it is\n',
    after: 'a: 1 # secure-config-waive SEC_004 until 2026-08-30: because: it is\n',
  },
  {
    says: 'gives a waiver a day for the one that is none',
    code: 'waiver/invalid-expiry',
    title: 'Let this waiver end on 2026-08-30',
    before: '# secure-config-waive SEC_004 until next year\nVOICEHIVE_REGION=eu-west-1\n',
    after: '# secure-config-waive SEC_004 until 2026-08-30\nVOICEHIVE_REGION=eu-west-1\n',
  },
  {
    says: 'gives a waiver the rule that was meant',
    code: 'waiver/unknown-rule',
    title: 'Change to SEC_004',
    before: '# secure-config-waive SEC_04 until 2026-08-30: because\nVOICEHIVE_REGION=eu-west-1\n',
    after: '# secure-config-waive SEC_004 until 2026-08-30: because\nVOICEHIVE_REGION=eu-west-1\n',
  },
  {
    says: 'removes one of two names of a field',
    code: 'name/same-field',
    title: 'Remove voicehive_region in line 1',
    before: 'voicehive_region=a # x\nVOICEHIVE_REGION=b\n',
    after: 'VOICEHIVE_REGION=b\n',
  },
  {
    says: 'removes a YAML entry with all that is in it',
    ...yaml,
    code: 'syntax/duplicate-key',
    title: 'Remove the earlier line, which has no effect',
    before: 'redis:\n  # a\n  pool:\n    size: 1\n  # b\n  pool:\n    size: 2\n',
    after: 'redis:\n  # a\n  # b\n  pool:\n    size: 2\n',
  },
  {
    says: 'removes an entry from braces',
    ...yaml,
    code: 'syntax/duplicate-key',
    title: 'Remove the earlier line, which has no effect',
    before: 'redis: {db: 1, host: a, db: 2}\n',
    after: 'redis: {host: a, db: 2}\n',
  },
  {
    says: 'removes the first entry of a list item',
    ...yaml,
    code: 'syntax/duplicate-key',
    title: 'Remove the earlier line, which has no effect',
    before: 'x:\n  - a: 1\n    a: 2\n',
    after: 'x:\n  - a: 2\n',
  },
  {
    says: 'renames a misspelt key',
    code: 'schema/unknown-field',
    title: 'Rename to VOICEHIVE_REGION',
    before: 'export VOICEHIVE_REGOIN="eu-west-1" # r\n',
    after: 'export VOICEHIVE_REGION="eu-west-1" # r\n',
  },
  {
    says: 'removes an unknown key',
    ...yaml,
    code: 'schema/unknown-field',
    title: 'Remove redis.colour',
    before: 'redis:\n  host: a\n  colour: red # why\n  # end\n',
    after: 'redis:\n  host: a\n  # end\n',
  },
  {
    says: 'writes the value that was meant',
    environment: 'development',
    code: 'schema/enum',
    title: 'Set VOICEHIVE_LOG_LEVEL to WARNING',
    before: 'VOICEHIVE_LOG_LEVEL="warnign"\n',
    after: 'VOICEHIVE_LOG_LEVEL="WARNING"\n',
  },
  {
    says: 'adds a missing key behind its group',
    environment: 'development',
    code: 'schema/required',
    title: 'Add VOICEHIVE_REDIS__PORT',
    before: 'VOICEHIVE_REDIS__HOST="a" # r\r\n\r\n# rest\r\n',
    after: 'VOICEHIVE_REDIS__HOST="a" # r\r\nVOICEHIVE_REDIS__PORT=""\r\n\r\n# rest\r\n',
  },
  {
    says: 'removes a waiver that has ended',
    code: 'waiver/expired',
    title: 'Remove this waiver',
    before: 'A=1\n  # secure-config-waive SEC_004 until 2020-01-31: was needed\nB=2\n',
    after: 'A=1\nB=2\n',
  },
  {
    says: 'keeps export and line ends where it quotes portably',
    dialects: ['dotenv', 'python-dotenv'],
    code: 'portability/value',
    title: 'Write it so that all dialects read the same',
    before: 'X=1\r\nexport A=a#b\r\n',
    after: 'X=1\r\nexport A=a #b\r\n',
  },
];

describe('quick fixes', () => {
  for (const each of CASES) {
    it(each.says, async () => {
      const { code, title, before, after, profile = 'voicehive' } = each;
      const project = await projectOf(profileNamed(profile));
      const checked = checkWith(project, before, each);
      const fixes = checked.findings
        .filter(finding => finding.code === code)
        .flatMap(finding => fixesFor(finding, checked, NOW));
      const fix = fixes.find(known => known.title === title);
      assert.ok(fix, `${checked.findings.map(found => found.code)}: ${fixes.map(known => known.title)}`);
      assert.equal(applyEdits(before, fix.edits(zeros)), after);
    });
  }

  it('a value between two of the same name keeps the earlier one', async () => {
    const project = await projectOf(profileNamed('twelve-factor'));
    const checked = checkWith(project, 'A=1\nB=${A}\nA=2\n', { dialects: ['dotenv-expand'] });
    const compose = checkWith(project, 'A=1\nB=${A}\nA=2\n', { dialects: ['compose'] });
    for (const each of [checked, compose]) {
      const finding = each.findings.find(({ code }) => code === 'syntax/duplicate-key');
      assert.ok(finding);
      const [fix] = fixesFor(finding, each, NOW);
      if (!fix) continue;
      const after = checkWith(project, applyEdits(each.document.text, fix.edits(zeros)), {
        dialects: each.governance.dialects,
      });
      const valueOfB = (all: typeof each) => all.units[0]?.byPath.get('b')?.value;
      assert.equal(valueOfB(after), valueOfB(each));
    }
    const [fix] = compose.findings.flatMap(finding => fixesFor(finding, compose, NOW));
    assert.equal(fix, undefined);
  });

  it('missing keys can be added all at once, in their groups', async () => {
    const project = await projectOf(profileNamed('voicehive'));
    const before = 'redis:\n  host: a # r\nauth:\n  jwt_secret_key: x\n';
    const checked = checkWith(project, before, { ...yaml, environment: 'development' });
    const finding = checked.findings.find(({ code }) => code === 'schema/required');
    assert.ok(finding);
    const fix = fixesFor(finding, checked, NOW).find(({ title }) => / missing keys$/.test(title));
    assert.ok(fix);
    const after = checkWith(project, applyEdits(before, fix.edits(zeros)), {
      ...yaml,
      environment: 'development',
    });
    assert.deepEqual(
      after.findings.filter(({ code }) => code === 'schema/required'),
      [],
    );
    assert.equal(after.units[0]?.byPath.get('environment')?.value, 'development');
    assert.match(after.document.text, /^redis:\n {2}host: a # r\n {2}port: ""\nauth:/);
  });
});

describe('fix all', () => {
  it('mends everything that is certain, and makes no secret', async () => {
    const project = await projectOf(profileNamed('voicehive'));
    const before =
      '# top\nVOICEHIVE_ENVIRONMENT=production\nVOICEHIVE_LOG_LEVEL=DEBUG\nVOICEHIVE_DATABASE__SSL_MODE="disable"\n' +
      'VOICEHIVE_REGION=us-east-1\nVOICEHIVE_AUTH__JWT_SECRET_KEY=short\n' +
      'VOICEHIVE_EXTERNAL_SERVICES__VAULT_URL=http://vault.example.com\n';
    const checked = checkWith(project, before);
    const after = checkWith(project, applyEdits(before, fixAll(checked, { now: NOW, isShown: () => true })));
    const codes = new Set(after.findings.map(({ code }) => code));
    for (const code of ['OPS_001', 'SEC_001', 'OPS_003', 'fallback/defaults'])
      assert.ok(!codes.has(code), code);
    for (const code of ['GDPR_001', 'SEC_005']) assert.ok(codes.has(code), code);
    assert.equal(after.units[0]?.byPath.get('auth.jwt_secret_key')?.value, 'short');
    assert.deepEqual(fixAll(after, { now: NOW, isShown: () => true }), []);
  });

  it('leaves what is waived, and what is not shown', async () => {
    const project = await projectOf(profileNamed('twelve-factor'));
    const before = '# secure-config-waive TF_005 until 2026-12-31: we look for a fault\nLOG_LEVEL=debug\n';
    const waived = checkWith(project, before, production);
    assert.deepEqual(fixAll(waived, { now: NOW, isShown: () => true }), []);
    const shown = checkWith(project, 'LOG_LEVEL=debug\n', production);
    assert.deepEqual(fixAll(shown, { now: NOW, isShown: () => false }), []);
    assert.equal(fixAll(shown, { now: NOW, isShown: () => true }).length, 1);
  });
});

function zeros(bytes: number): Uint8Array {
  return new Uint8Array(bytes);
}
