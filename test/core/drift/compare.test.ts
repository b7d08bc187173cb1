/** Two contents differ in values, not in spelling, and the same is said of stored files as of those at hand. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { before, describe, it } from 'mocha';
import { fieldChangeOf } from '../../../shared/core/drift/compare.ts';
import { maskedText } from '../../../shared/core/drift/masked-text.ts';
import { FIELD_CHANGE } from '../../../shared/core/ledger/request.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { type CheckOptions, profileNamed, projectOf } from '../../support/checking.ts';
import { compareFiles, saidOf, storedAgain, storedSide, workingSide } from '../../support/drifting.ts';
import { dotenvTexts, yamlTexts } from './drifting-texts.ts';

interface Case {
  readonly what: string;
  readonly path?: string;
  readonly before: string;
  readonly after: string;
  readonly said: readonly string[];
  readonly withoutKey?: readonly string[];
  /** Where something is compared only by the rest of what is stored. */
  readonly options?: CheckOptions;
}

const JWT = 'invented-jwt-secret-of-more-than-32-characters';
const PEM = ['-----BEGIN PRIVATE KEY-----', 'aW52ZW50ZWQ', '-----END PRIVATE KEY-----'];

const CASES: readonly Case[] = [
  {
    what: 'nothing',
    before: 'VOICEHIVE_REGION=eu-west-1\n',
    after: 'VOICEHIVE_REGION=eu-west-1\n',
    said: [],
  },
  {
    what: 'quotes, blanks, comments, order, export, line ends, a byte order mark',
    before: 'VOICEHIVE_REGION=eu-west-1\nVOICEHIVE_REDIS__PORT=6379\n',
    after:
      '\uFEFF# new\r\nexport VOICEHIVE_REDIS__PORT="6379"   # why\r\n\r\nVOICEHIVE_REGION=\'eu-west-1\'\r\n',
    said: [],
  },
  {
    what: 'spellings of a boolean and of letters that have no case',
    before: 'VOICEHIVE_REDIS__SSL=1\nVOICEHIVE_LOG_LEVEL=info\n',
    after: 'VOICEHIVE_REDIS__SSL=YES\nVOICEHIVE_LOG_LEVEL=INFO\n',
    said: [],
  },
  {
    what: 'a list with other blanks',
    before: `VOICEHIVE_SECURITY__CORS_ALLOWED_ORIGINS='["https://a.example"]'\n`,
    after: `VOICEHIVE_SECURITY__CORS_ALLOWED_ORIGINS='[ "https://a.example" ]'\n`,
    said: [],
  },
  {
    what: 'added, removed, changed',
    before: 'VOICEHIVE_REGION=eu-west-1\nVOICEHIVE_REDIS__PORT=6379\n',
    after: 'VOICEHIVE_REDIS__PORT=6380\nVOICEHIVE_REDIS__DB=1\n',
    said: ['~ redis.port 6379 → 6380', '+ redis.db 1', '- region "eu-west-1"'],
  },
  {
    what: 'names that look like a secret, and are not shown',
    path: 'c.yaml',
    before: 'enableOAuth2LoginForAdmins: true\nregion: eu-west-1\n',
    after: 'enableOAuth2LoginForAdmins: false\nregion: eu-west-1\nenableOAuth2LoginForGuests: true\n',
    said: ['~ •••• (1) true → false', '+ •••• (2) true'],
  },
  {
    what: 'a document that is a list',
    path: 'c.yaml',
    before: '- name: tls\n  enabled: true\n',
    after: '- name: tls\n  enabled: false\n',
    said: ['~ [] [{"enabled":true,"name":"tls"}] → [{"enabled":false,"name":"tls"}]'],
  },
  {
    what: 'another case of a name that no schema knows, and of one that it does',
    before: 'TLS_REQUIRED=1\nVOICEHIVE_REGION=eu-west-1\n',
    after: 'tls_required=1\nvoicehive_region=eu-west-1\n',
    said: ['+ tls_required "1"', '- TLS_REQUIRED "1"'],
  },
  {
    what: 'a secret in other quotes',
    before: `VOICEHIVE_AUTH__JWT_SECRET_KEY=${JWT}\n`,
    after: `VOICEHIVE_AUTH__JWT_SECRET_KEY='${JWT}'\n`,
    said: [],
    withoutKey: ['? auth.jwt_secret_key'],
  },
  {
    what: 'a secret whose escapes say the same',
    before: 'VOICEHIVE_DATABASE__PASSWORD="invented one"\n',
    after: "VOICEHIVE_DATABASE__PASSWORD='invented one'\n",
    said: [],
    withoutKey: ['? database.password'],
  },
  {
    what: 'a secret that quotes make another one',
    before: "VOICEHIVE_DATABASE__PASSWORD='invented\\none'\n",
    after: 'VOICEHIVE_DATABASE__PASSWORD="invented\\none"\n',
    said: ['~ database.password •••• → •••• secret'],
    withoutKey: ['? database.password'],
  },
  {
    what: 'another secret',
    before: `VOICEHIVE_AUTH__JWT_SECRET_KEY=${JWT}\n`,
    after: `VOICEHIVE_AUTH__JWT_SECRET_KEY=${JWT}2\n`,
    said: ['~ auth.jwt_secret_key •••• → •••• secret'],
    withoutKey: ['? auth.jwt_secret_key'],
  },
  {
    what: 'a secret that comes, goes, is emptied',
    before: 'VOICEHIVE_REDIS__PASSWORD=invented-one\nVOICEHIVE_DATABASE__PASSWORD=invented-two\n',
    after: `VOICEHIVE_AUTH__JWT_SECRET_KEY=${JWT}\nVOICEHIVE_REDIS__PASSWORD=\n`,
    said: [
      '+ auth.jwt_secret_key •••• secret',
      '~ redis.password •••• → "" secret',
      '- database.password •••• secret',
    ],
  },
  {
    what: 'a secret in a comment and one that stands in another value',
    before: `# was ${JWT}\nVOICEHIVE_AUTH__JWT_SECRET_KEY=${JWT}\nVOICEHIVE_SERVICE_NAME="x ${JWT}"\n`,
    after: `VOICEHIVE_AUTH__JWT_SECRET_KEY=${JWT}\nVOICEHIVE_SERVICE_NAME='x ${JWT}'\n`,
    said: [],
    withoutKey: ['? auth.jwt_secret_key', '? service_name'],
  },
  {
    what: 'a weak secret that a name repeats, after it has become a strong one',
    before: 'VOICEHIVE_DATABASE__USERNAME=postgres\nVOICEHIVE_DATABASE__PASSWORD=postgres\n',
    after: `VOICEHIVE_DATABASE__USERNAME=postgres\nVOICEHIVE_DATABASE__PASSWORD=${JWT}\n`,
    said: ['~ database.password •••• → •••• secret'],
    withoutKey: ['~ database.username •••• → •••• secret', '? database.password'],
  },
  {
    what: 'a weak secret that a value holds, after it has become a strong one',
    before: 'VOICEHIVE_DATABASE__HOST=db.postgres.internal\nVOICEHIVE_DATABASE__PASSWORD=postgres\n',
    after: `VOICEHIVE_DATABASE__HOST=db.postgres.internal\nVOICEHIVE_DATABASE__PASSWORD=${JWT}\n`,
    said: ['~ database.password •••• → •••• secret'],
    withoutKey: ['~ database.host •••• → •••• secret', '? database.password'],
  },
  {
    what: 'a value that a new secret covers: it cannot hide behind it',
    before: 'VOICEHIVE_DATABASE__SSL_MODE=require\nVOICEHIVE_REDIS__PASSWORD=invented-one\n',
    after: 'VOICEHIVE_DATABASE__SSL_MODE=disable\nVOICEHIVE_REDIS__PASSWORD=disable\n',
    said: ['~ database.ssl_mode •••• → •••• secret downgrade', '~ redis.password •••• → •••• secret'],
    withoutKey: ['~ database.ssl_mode •••• → •••• secret downgrade', '? redis.password'],
  },
  {
    what: 'waivers in comments',
    before:
      '# secure-config-waive SEC_004 until 2026-07-01: soon\n# secure-config-waive OPS_001 until 2026-07-01: x\n',
    after:
      '#  secure-config-waive   SEC_004 until 2027-07-01: soon\n# secure-config-waive RATE_001 until 2026-07-01: y\n',
    said: [
      '~ waiver SEC_004 "until 2026-07-01: soon" → "until 2027-07-01: soon"',
      '+ waiver RATE_001 "until 2026-07-01: y"',
      '- waiver OPS_001 "until 2026-07-01: x"',
    ],
  },
  {
    what: 'variables of others, which may be secrets too',
    before: 'NODE_OPTIONS=\nSTRIPE_API_KEY=invented-stripe-key\n',
    after: 'NODE_OPTIONS=--inspect\nSTRIPE_API_KEY=invented-other-key\n',
    said: ['~ NODE_OPTIONS "" → "--inspect"', '~ STRIPE_API_KEY •••• → •••• secret'],
    withoutKey: ['~ NODE_OPTIONS "" → "--inspect"', '? STRIPE_API_KEY'],
  },
  {
    what: 'what a reference leads to',
    before: 'DB=one.example\nVOICEHIVE_DATABASE__HOST=${DB}\n',
    after: 'DB=two.example\nVOICEHIVE_DATABASE__HOST=${DB}\n',
    said: ['~ DB "one.example" → "two.example"', '~ database.host "one.example" → "two.example"'],
    options: { dialects: ['dotenv-expand'] },
  },
  {
    what: 'a secret behind a reference',
    before: 'DB_PASSWORD=invented-one\nVOICEHIVE_DATABASE__PASSWORD=${DB_PASSWORD}\n',
    after: 'DB_PASSWORD=invented-two\nVOICEHIVE_DATABASE__PASSWORD=${DB_PASSWORD}\n',
    said: ['~ DB_PASSWORD •••• → •••• secret'],
    withoutKey: ['? DB_PASSWORD'],
    options: { dialects: ['dotenv-expand'] },
  },
  {
    what: 'a whole group in one variable',
    before: `VOICEHIVE_REDIS='{"host":"h","port":1,"password":"invented-one"}'\n`,
    after: `VOICEHIVE_REDIS='{"host":"h","port":2,"password":"invented-one"}'\n`,
    said: ['~ redis •••• → •••• secret'],
    withoutKey: ['? redis'],
  },
  {
    what: 'a key of several lines',
    before: `VOICEHIVE_SECURITY__ENCRYPTION_KEY="${PEM.join('\n')}"\nVOICEHIVE_REGION=eu-west-1\n`,
    after: `VOICEHIVE_REGION=eu-north-1\nVOICEHIVE_SECURITY__ENCRYPTION_KEY='${PEM.join('\n')}'\n`,
    said: ['~ region "eu-west-1" → "eu-north-1"'],
    withoutKey: ['~ region "eu-west-1" → "eu-north-1"', '? security.encryption_key'],
  },
  {
    what: 'downgrades: a flag, a rung, a list that is left, growth',
    before:
      'VOICEHIVE_REDIS__SSL=true\nVOICEHIVE_DATABASE__SSL_MODE=verify-full\nVOICEHIVE_AUTH__JWT_ALGORITHM=ES256\n' +
      'VOICEHIVE_AUTH__JWT_EXPIRATION_MINUTES=15\nVOICEHIVE_SECURITY__RATE_LIMIT_PER_MINUTE=100\n',
    after:
      'VOICEHIVE_REDIS__SSL=off\nVOICEHIVE_DATABASE__SSL_MODE=require\nVOICEHIVE_AUTH__JWT_ALGORITHM=HS256\n' +
      'VOICEHIVE_AUTH__JWT_EXPIRATION_MINUTES=31\nVOICEHIVE_SECURITY__RATE_LIMIT_PER_MINUTE=200\n',
    said: [
      '~ redis.ssl true → false downgrade',
      '~ database.ssl_mode "verify-full" → "require" downgrade',
      '~ auth.jwt_algorithm "ES256" → "HS256" downgrade',
      '~ auth.jwt_expiration_minutes 15 → 31 downgrade',
      '~ security.rate_limit_per_minute 100 → 200',
    ],
  },
  {
    what: 'a field that is left to a weaker default, or that another environment would say',
    before:
      'VOICEHIVE_DATABASE__SSL_MODE=verify-full\nVOICEHIVE_REDIS__SSL=true\nVOICEHIVE_AUTH__JWT_ALGORITHM=ES256\n',
    after: 'VOICEHIVE_AUTH__JWT_ALGORITHM=${ALGORITHM}\n',
    said: [
      '~ auth.jwt_algorithm "ES256" → "${ALGORITHM}" downgrade',
      '- database.ssl_mode "verify-full" downgrade',
      '- redis.ssl true',
    ],
    options: { dialects: ['compose'] },
  },
  {
    what: 'a YAML file, spelled in another way',
    path: 'config.yaml',
    before: `database:\n  port: 5432\n  password: ${JWT}\nredis: {ssl: true}\n`,
    after: `# c\nredis:\n    ssl: true\ndatabase: {port: 5432, password: "${JWT}"}\n`,
    said: [],
    withoutKey: ['? database.password'],
  },
  {
    what: 'YAML blocks, and what follows them',
    path: 'config.yaml',
    before: `security:\n  encryption_key: |\n    ${PEM.join('\n    ')}\n  rate_limit_per_minute: 5\nregion: eu-west-1\n`,
    after: `security:\n  rate_limit_per_minute: 6\n  encryption_key: "${PEM.join('\\n')}\\n"\nregion: eu-west-1\n`,
    said: ['~ security.rate_limit_per_minute 5 → 6'],
    withoutKey: ['~ security.rate_limit_per_minute 5 → 6', '? security.encryption_key'],
  },
  {
    what: 'several YAML documents',
    path: 'config.yaml',
    before: 'environment: staging\nregion: eu-west-1\n---\nenvironment: production\nregion: eu-west-1\n',
    after: 'environment: staging\nregion: eu-west-1\n---\nenvironment: production\nregion: eu-north-1\n',
    said: ['~ region "eu-west-1" → "eu-north-1"'],
  },
];

describe('comparing contents', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });

  for (const { what, path = '.env', before, after, said, withoutKey = said, options = {} } of CASES) {
    const all = { path, ...options };

    it(what, () => {
      const working = workingSide(project, after, all);
      for (const old of [workingSide(project, before, all), storedSide(project, before, all)]) {
        assert.deepEqual(saidOf(compareFiles(old, working, project)), said);
      }
      const stored = storedSide(project, after, all);
      assert.deepEqual(saidOf(compareFiles(storedSide(project, before, all), stored, project)), said);
    });

    it(`${what}: without a key`, () => {
      const working = workingSide(project, after, all, false);
      const compared = compareFiles(storedSide(project, before, all), working, project, false);
      assert.deepEqual(saidOf(compared), withoutKey);
    });

    it(`${what}: as a request has it`, () => {
      const compared = compareFiles(
        workingSide(project, before, all),
        workingSide(project, after, all),
        project,
      );
      for (const difference of compared.differences) {
        assert.equal(FIELD_CHANGE(fieldChangeOf(difference), 'change'), undefined);
        const shown = JSON.stringify([difference.before?.written, difference.after?.written]);
        assert.doesNotMatch(shown, /invented/);
      }
    });
  }

  for (const [path, texts] of [
    ['.env', dotenvTexts()],
    ['c.yaml', yamlTexts()],
  ] as const) {
    it(`says the same of ${path} at hand and out of a ledger`, () => {
      fc.assert(
        fc.property(texts, texts, (before, after) => {
          const [old, next] = [workingSide(project, before, { path }), workingSide(project, after, { path })];
          const said = saidOf(compareFiles(old, next, project));
          assert.deepEqual(saidOf(compareFiles(storedAgain(old), next, project)), said);
          assert.deepEqual(saidOf(compareFiles(storedAgain(old), storedAgain(next), project)), said);
          assert.deepEqual(saidOf(compareFiles(storedAgain(old), old, project)), []);
          const masked = maskedText(next, storedAgain(old));
          assert.doesNotMatch(said.join() + masked, /invented/);
        }),
        { numRuns: 100 },
      );
    });
  }
});
