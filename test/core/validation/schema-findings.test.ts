/** Each schema finding stands at the place that a person would change. */
import assert from 'node:assert/strict';
import type { JsonSchema } from '../../../shared/core/profile/profile.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';
import { checkWith, profileNamed, projectOf } from '../../support/checking.ts';
import { marked, unmarked } from '../../support/finding-marks.ts';

const CASES: Readonly<Record<string, string>> = {
  'values of the wrong type or out of range': `
#- .env
VOICEHIVE_LOG_LEVEL=loud
#                   ^^^^ schema/enum
VOICEHIVE_SERVICE_NAME=""
#                      ^^ schema/minLength
VOICEHIVE_DATABASE__PORT=5432.0
#                        ^^^^^^ schema/type
VOICEHIVE_DATABASE__POOL_SIZE=500
#                             ^^^ schema/maximum
VOICEHIVE_REDIS__SSL=maybe
#                    ^^^^^ schema/type
VOICEHIVE_REDIS__PORT=
^^^^^^^^^^^^^^^^^^^^^ schema/type
VOICEHIVE_SECURITY__CORS_ALLOWED_ORIGINS=https://app.example.com
#                                        ^^^^^^^^^^^^^^^^^^^^^^^ schema/type
VOICEHIVE_EXTERNAL_SERVICES__LIVEKIT_URL=http://livekit.example.com
#                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^ schema/schemes
`,
  'names that nobody reads': `
#- .env
VOICEHIVE_DATABASE__PROT=5432
^^^^^^^^^^^^^^^^^^^^^^^^ schema/unknown-field
VOICEHIVE_SERVICE_NAME__X=1
^^^^^^^^^^^^^^^^^^^^^^^^^ schema/unknown-field
OTHER_THING=1
`,
  'two names for one field': `
#- .env
VOICEHIVE_REGION=eu-west-1
voicehive_region=eu-west-1
^^^^^^^^^^^^^^^^ name/same-field
VOICEHIVE_region=eu-west-1
^^^^^^^^^^^^^^^^ name/same-field
VOICEHIVE_region=eu-west-1
^^^^^^^^^^^^^^^^ syntax/duplicate-key
region=1
`,
  'a value and a part of it': `
#- .env
VOICEHIVE_DATABASE=here
#                  ^^^^ schema/type
VOICEHIVE_DATABASE__PORT=5432
^^^^^^^^^^^^^^^^^^^^^^^^ schema/conflict
`,
  'YAML is strict about types': `
#- config.yaml
log_level: info
database:
  port: "5432"
#       ^^^^^^ schema/type
  Host: db
# ^^^^ schema/unknown-field
security:
  cors_allowed_origins: [https://a.example.com, not an origin]
#                                               ^^^^^^^^^^^^^ schema/format
`,
};

describe('schema findings', () => {
  for (const [name, fixture] of Object.entries(CASES)) {
    it(name, async () => {
      const project = await projectOf(profileNamed('voicehive'));
      const { path, text } = unmarked(fixture);
      const checked = checkWith(project, text, { path, environment: 'development' });
      const shown = checked.findings.filter(({ code }) => code !== 'schema/required');
      assert.equal(marked(checked, path, shown), fixture);
    });
  }

  it('reads a whole group from one variable, and lets its parts win', async () => {
    const project = await projectOf(profileNamed('voicehive'));
    const text = `VOICEHIVE_REDIS='{"host": "cache", "port": 70000, "ssl": false}'\nvoicehive_redis__port=6379\n`;
    const checked = checkWith(project, text, { environment: 'production' });
    const redis = checked.findings.filter(({ field }) => field?.startsWith('redis'));
    assert.deepEqual(
      redis.map(({ code }) => code),
      ['SEC_002', 'DB_002'],
    );
  });
});

const HOSTED = { type: 'object', required: ['host', 'port'] };

/** Schema of the field `a`, its value in YAML, and all that is said. */
const CHOICES: readonly (readonly [schema: JsonSchema, text: string, ...said: string[]])[] = [
  [
    { oneOf: [{ type: 'object', required: ['url'] }, HOSTED] },
    '{}',
    'a fits none of the forms that the schema allows. Correct it. The nearest form: a.url is not set.',
  ],
  [
    { anyOf: [{ type: 'integer' }, { type: 'string', enum: ['auto'] }] },
    'on demand',
    'a fits none of the forms that the schema allows. Correct it. The nearest form: a is "on demand", which is not allowed. Use auto.',
  ],
  [
    { anyOf: [{ type: 'integer' }, { type: 'string', enum: ['auto'] }], secret: true },
    'on demand',
    'a fits none of the forms that the schema allows. Correct it. The nearest form: a is ••••, which is not allowed. Use auto.',
  ],
  [
    { oneOf: [{ type: 'integer' }, { type: 'boolean' }] },
    'x',
    'a fits none of the forms that the schema allows. Correct it.',
  ],
  [
    { anyOf: [HOSTED, { type: 'object', required: ['url', 'path'] }] },
    '{}',
    'a fits none of the forms that the schema allows. Correct it.',
  ],
  [{ contains: { const: 1 } }, '[2, 3]', 'a has no entry of the kind that the schema asks for. Add one.'],
  [
    { propertyNames: { maxLength: 2 } },
    '{ok: 1, long: 2}',
    'a.long has a name that the schema does not allow. Rename it. It may have at most 2 characters. Shorten it.',
  ],
];

describe('what is said of choices', () => {
  for (const [schema, text, ...said] of CHOICES) {
    it(`${JSON.stringify(schema)}: ${text}`, async () => {
      const project = await projectOf({
        ...profileNamed('twelve-factor'),
        rules: [],
        schema: { properties: { a: schema } },
      });
      const { findings } = checkWith(project, `a: ${text}\n`, { path: 'a.yaml' });
      assert.deepEqual(
        findings.map(({ message }) => message),
        said,
      );
    });
  }
});

describe('misspelt fields of a schema that allows others', () => {
  const schema = {
    required: ['SESSION_TTL'],
    properties: { SESSION_TTL: { type: 'integer' }, DB_HOST_1: {}, REPLICAS: {} },
  };

  for (const [text, found] of [
    ['SESION_TTL=1\n', 'SESSION_TTL'],
    ['SESSION_TLT=1\n', 'SESSION_TTL'],
    ['SESSION_TTL=1\nSESION_TTL=1\n', undefined],
    ['SESSION_TYPE=1\n', undefined],
    ['DB_HOST_2=1\n', undefined],
  ] as const) {
    it(`${JSON.stringify(text)}: ${found ?? 'nothing'}`, async () => {
      const project = await projectOf({ ...profileNamed('twelve-factor'), schema });
      const checked = checkWith(project, text);
      const misspelt = checked.findings.find(({ code }) => code === 'name/misspelt');
      assert.equal(misspelt?.fix?.edits[0]?.newText, found);
      const mended = applyEdits(text, misspelt?.fix?.edits ?? []);
      if (misspelt) assert.deepEqual(checkWith(project, mended).findings, []);
    });
  }
});

describe('missing fields', () => {
  const places: Readonly<Record<string, string>> = {
    'are shown at their group and inserted behind it': `
#- .env
VOICEHIVE_REDIS__HOST=cache
^^^^^^^^^^^^^^^^^^^^^ schema/required
VOICEHIVE_DATABASE__HOST=db
`,
    'are shown at their YAML parent': `
#- config.yaml
redis:
^^^^^ schema/required
  host: cache
database:
  host: db
`,
  };
  for (const [name, fixture] of Object.entries(places)) {
    it(name, async () => {
      const project = await projectOf(profileNamed('voicehive'));
      const { path, text } = unmarked(fixture);
      const checked = checkWith(project, text, { path, environment: 'development' });
      const [finding] = checked.findings.filter(({ field }) => field === 'redis.port');
      assert.ok(finding);
      assert.equal(marked(checked, path, [finding]), fixture);
      const insertAt = finding.missing?.[0]?.insertAt ?? -1;
      assert.equal(text.slice(0, insertAt).split('\n').length, path === '.env' ? 1 : 2);
      assert.equal(text[insertAt], '\n');
    });
  }

  it('of a group that is required are the fields that the group needs', async () => {
    const project = await projectOf(profileNamed('voicehive'));
    const findings = checkWith(project, '', { environment: 'development' }).findings;
    assert.deepEqual(
      findings.map(({ field }) => field),
      [
        'service_name',
        'environment',
        'region',
        ...['host', 'port', 'database', 'username', 'password'].map(name => `database.${name}`),
        'redis.host',
        'redis.port',
        'auth.jwt_secret_key',
        'security.encryption_key',
        'security.webhook_signature_secret',
        'external_services.livekit_url',
        'external_services.vault_url',
      ],
    );
  });

  it('of a group that is left out are shown once, where a rule asks for them too', async () => {
    const project = await projectOf(profileNamed('voicehive'));
    const { findings } = checkWith(project, '', { environment: 'production' });
    const shown = findings.filter(({ field, shadowed }) => field?.startsWith('auth') && !shadowed);
    assert.deepEqual(
      shown.map(({ code }) => code),
      ['SEC_005'],
    );
  });

  it('are only asked of an optional group once it is there', async () => {
    const project = await projectOf(profileNamed('voicehive'));
    const check = (text: string) =>
      checkWith(project, text, { environment: 'development' }).findings.flatMap(({ field }) =>
        field?.startsWith('email') ? [field] : [],
      );
    assert.deepEqual(check(''), []);
    assert.deepEqual(check('VOICEHIVE_EMAIL__FROM_NAME=Alerts'), [
      'email.smtp_host',
      'email.smtp_port',
      'email.username',
      'email.password',
      'email.from_email',
    ]);
  });
});
