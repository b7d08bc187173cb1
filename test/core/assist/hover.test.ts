/** What hover says of keys, values, references and waivers; and what it never says. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { withoutMarkdown } from '../../../shared/core/assist/markdown.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { type AssistOptions, hoverIn, readCursor } from '../../support/assisting.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';

const CANARY = 'Kq7Zt9canaryX2wB';
const production: AssistOptions = { environment: 'production' };

describe('hover', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });
  const said = (marked: string, options: AssistOptions = production): string =>
    hoverIn(project, marked, options)?.markdown ?? '';

  it('says what the field is, and how each rule on it stands', () => {
    assert.equal(
      said('VOICEHIVE_AUTH__JWT_EXPIRATION<|>_MINUTES=45\n'),
      [
        '**JWT expiration** · `auth.jwt_expiration_minutes`',
        'How long a token is valid.',
        'whole number · 1–60 · in minutes · optional',
        'Default outside production: `15`',
        '**Rules**',
        '- ✗ [SEC\\_004](<page:SEC_004>) JWT Expiration Limit: **violated** (warning). Lower it to 30 or less; 15 is the usual choice.',
        'Checked here as **production**.',
      ].join('\n\n'),
    );
  });

  const states: readonly [name: string, text: string, expected: RegExp, options?: AssistOptions][] = [
    ['holds', 'VOICEHIVE_REDIS__S<|>SL=true\n', /✓ .*SEC\\_002.*: holds/],
    [
      'does not apply here',
      'VOICEHIVE_REDIS__S<|>SL=true\n',
      /– .*SEC\\_002.*\(production only\)/,
      { environment: 'staging' },
    ],
    [
      'is waived',
      '# secure-config-waive SEC_004 until 2027-01-31: why\nVOICEHIVE_AUTH__JWT_EXPIRATION_MINU<|>TES=45\n',
      /○ .*SEC\\_004.*: violated, waived until 2027-01-31/,
    ],
    [
      'cannot be told',
      'VOICEHIVE_REDIS__S<|>SL=${REDIS_SSL}\n',
      /\? .*SEC\\_002.*only known where it runs/,
      { ...production, dialects: ['compose'] },
    ],
    ['has a value in range', 'VOICEHIVE_DATABASE__SSL_MODE=req<|>uire\n', /one of disable, allow, prefer/],
    ['is a secret', 'VOICEHIVE_DATABASE__PASS<|>WORD=x\n', /\*\*secret\*\*/],
    ['is a group', 'VOICEHIVE_DATA<|>BASE={}\n', /0 of 8 fields set.*required/s],
    ['is not known', 'VOICEHIVE_NO<|>NE=1\n', /`none`.*not in the schema/s],
    [
      'is a rule',
      '# secure-config-waive SEC_<|>004 until 2027-01-31: why\n',
      /JWT Expiration Limit.*stolen token/s,
    ],
  ];
  for (const [name, text, expected, options] of states) {
    it(`says of what ${name} so`, () => assert.match(said(text, options), expected));
  }

  const spans: readonly [name: string, text: string, expected: string, path?: string][] = [
    ['the key', 'A=1\nVOICEHIVE_RE<|>GION=eu-west-1\n', 'VOICEHIVE_REGION'],
    ['the value', 'VOICEHIVE_REGION="eu-<|>west-1" # x\n', '"eu-west-1"'],
    ['the reference', 'A=1\nVOICEHIVE_REGION=${<|>A}\n', '${A}'],
    ['a nested key', 'database:\n  po<|>rt: 1\n', 'port', 'a.yaml'],
    [
      'an entry of a list',
      'security:\n  cors_allowed_origins: [https://a, https://<|>b]\n',
      'https://b',
      'a.yaml',
    ],
    ['a key of a group', 'data<|>base:\n  port: 1\n', 'database', 'a.yaml'],
  ];
  for (const [name, marked, expected, path = '.env'] of spans) {
    it(`is about ${name}`, () => {
      const { text } = readCursor(marked);
      const span = hoverIn(project, marked, { ...production, path })?.span ?? { start: 0, end: 0 };
      assert.equal(text.slice(span.start, span.end), expected);
    });
  }

  it('shows the other environments’ values', () => {
    const siblings = {
      '.env.staging': 'VOICEHIVE_REGION=eu-central-1\n',
      'config/development.yaml': 'region: eu-west-1\n',
      '.env.development': 'VOICEHIVE_LOG_LEVEL=DEBUG\n',
    };
    const text = said('VOICEHIVE_REGION=eu-w<|>est-1\n', { ...production, siblings });
    assert.match(text, /\| staging \(\\?\.env\.staging\) \| `eu-central-1` \|/);
    assert.match(text, /\| development \(config\/development\.yaml\) \| `eu-west-1` the same \|/);
    assert.match(text, /\| development \(\\?\.env\.development\) \| not set \|/);
  });

  it('compares secrets and shows none', () => {
    const siblings = {
      '.env.staging': `VOICEHIVE_DATABASE__PASSWORD=${CANARY}\nVOICEHIVE_REDIS__PASSWORD=other-${CANARY}\n`,
      'development.yaml': `database:\n  password: not-${CANARY}\nredis:\n  password: ${CANARY}\n`,
    };
    const text = said(`VOICEHIVE_DATABASE__PASSWORD=${CANARY}<|>\nVOICEHIVE_EMAIL__PASSWORD=${CANARY}\n`, {
      ...production,
      siblings,
    });
    assert.match(text, /staging .* \| the same \|/);
    assert.match(text, /development .* \| a different value \|/);
    assert.match(text, /\*\*Reused\*\*.*VOICEHIVE_EMAIL__PASSWORD.*development\.yaml: redis\.password/);
    assert.ok(!text.includes(CANARY));
  });

  const secrets: Readonly<Record<string, string>> = {
    'a reference to a secret': `DB_PASSWORD=${CANARY}\nVOICEHIVE_DATABASE__HOST=\${DB_<|>PASSWORD}\n`,
    'a reference in a secret': `BASE=${CANARY}\nVOICEHIVE_DATABASE__PASSWORD=\${BA<|>SE}\n`,
    'a fallback in a secret': `VOICEHIVE_DATABASE__PASSWORD=\${DB_PASS<|>:-${CANARY}}\n`,
    'a secret that dialects read differently': `VOICEHIVE_DATABASE__PASSWORD=a<|>#${CANARY} b\n`,
    'a token in an ordinary field': `VOICEHIVE_LOG_LEVEL=ghp_${CANARY}${CANARY}<|>${CANARY}\n`,
    'a password in a URL': `VOICEHIVE_EXTERNAL_SERVICES__VAULT_URL=https://u:${CANARY}@v<|>\n`,
    'a group in one variable': `VOICEHIVE_DATABASE='{"password": "${CANARY}<|>"}'\n`,
  };
  for (const [name, text] of Object.entries(secrets)) {
    it(`keeps secret: ${name}`, () => {
      const siblings = { '.env.staging': text.replace('<|>', '') };
      const dialects = ['dotenv-expand', 'compose', 'bash', 'systemd'] as const;
      const markdown = said(text, { ...production, dialects, siblings });
      assert.notEqual(markdown, '');
      assert.ok(!markdown.includes(CANARY), markdown);
    });
  }

  it('says where a reference is set, and who replaces it', () => {
    const options: AssistOptions = { ...production, dialects: ['compose', 'node'] };
    const text = said('PORT=80\nVOICEHIVE_DATABASE__HOST=h-${PO<|>RT:-1}\n', options);
    assert.match(text, /Set in line 1 to `80`/);
    assert.match(text, /Falls back to `1`/);
    assert.match(text, /Replaced by .*Compose.*Left as it stands by .*Node/s);
    assert.match(said('A=${NO<|>NE}\n', options), /Not set in this file/);
    assert.match(said('A=${B<|>}\nB=1\n', options), /further down/);
  });

  it('says which dialects read the line otherwise', () => {
    const text = said('VOICEHIVE_SERVICE_NAME=a<|>#b\n', { ...production, dialects: ['dotenv', 'compose'] });
    assert.match(text, /is not read alike/);
  });

  it('says nothing where there is nothing to say', () => {
    for (const text of ['# a <|>comment\n', '<|>\n', 'OTHER<|>=1\n']) {
      assert.equal(hoverIn(project, text, production), undefined, text);
    }
  });

  it('lets no words of a profile become links or images', async () => {
    const schema = {
      properties: { a: { title: '![x](https://evil.example/x.png)', description: '[y](command:z) <b>' } },
    };
    const hostile = await projectOf({ ...profileNamed('twelve-factor'), schema });
    const markdown = hoverIn(hostile, 'A<|>=1\n', {})?.markdown ?? '';
    assert.match(markdown, /evil/);
    assert.ok(!/(?<!\\)[[\]<]/.test(markdown.replace(/\[TF[^\]]*\]\(<page:[^>]*>\)/g, '')), markdown);
  });

  it('can be had as plain text', () => {
    const text = withoutMarkdown(said('VOICEHIVE_AUTH__JWT_EXPIRATION<|>_MINUTES=45\n'));
    assert.match(text, /SEC_004 JWT Expiration Limit: violated/);
    assert.ok(!/[\\*`]/.test(text), text);
  });
});
