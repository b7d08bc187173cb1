/** What can be typed in a dotenv file: keys, values, references, waivers. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { Project } from '../../../shared/core/validation/project.ts';
import { type AssistOptions, accepted, completionsIn, labels } from '../../support/assisting.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';

const CANARY = 'Kq7Zt9canaryX2wB';
const production: AssistOptions = { environment: 'production' };
const staging: AssistOptions = { environment: 'staging' };

describe('completion in dotenv', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });
  const at = (marked: string, options: AssistOptions = production) => completionsIn(project, marked, options);

  it('offers what is missing: required first, of the group at the cursor first, secrets marked', () => {
    assert.deepEqual(labels(at('VOICEHIVE_REDIS__HOST=a\n<|>\n'), 6), [
      'VOICEHIVE_REDIS__PORT … (2 required) | all missing required keys of redis',
      'VOICEHIVE_REDIS__PORT | required',
      'VOICEHIVE_REDIS__PASSWORD | DB_002 asks for it, secret',
      'VOICEHIVE_SERVICE_NAME … (3 required) | all missing required keys of the top level',
      'VOICEHIVE_DATABASE__HOST … (5 required) | all missing required keys of database',
      'VOICEHIVE_SECURITY__ENCRYPTION_KEY … (2 required) | all missing required keys of security',
    ]);
  });

  it('offers nothing that is there, whatever its case, but the key under the cursor', () => {
    const found = labels(at('voicehive_region=eu-west-1\nVOICEHIVE_LOG_LE<|>VEL=INFO\n'));
    assert.ok(!found.some(label => label.startsWith('VOICEHIVE_REGION')));
    assert.ok(found.some(label => label.startsWith('VOICEHIVE_LOG_LEVEL')));
  });

  it('what an optional group needs is required once something of the group is there', () => {
    const isRequired = (text: string) =>
      labels(at(text, staging)).includes('VOICEHIVE_EMAIL__SMTP_HOST | required');
    assert.equal(isRequired('<|>\n'), false);
    assert.equal(isRequired('VOICEHIVE_EMAIL__FROM_NAME=a\n<|>\n'), true);
  });

  const written: readonly [
    name: string,
    text: string,
    label: string,
    result: string,
    options?: AssistOptions,
  ][] = [
    ['a key that is begun', 'VOICEHIVE_DATA<|>', 'VOICEHIVE_DATABASE__HOST', 'VOICEHIVE_DATABASE__HOST=$1'],
    [
      'the style of the lines before',
      'export VOICEHIVE_REDIS__HOST="a"\nVO<|>\n',
      'VOICEHIVE_REDIS__PORT',
      'export VOICEHIVE_REDIS__HOST="a"\nexport VOICEHIVE_REDIS__PORT="$1"\n',
    ],
    [
      'no second export',
      'export VOICEHIVE_REDIS__HOST=a\nexport VO<|>\n',
      'VOICEHIVE_REDIS__PORT',
      'export VOICEHIVE_REDIS__HOST=a\nexport VOICEHIVE_REDIS__PORT=$1\n',
    ],
    [
      'the key only, where a value stands',
      'VOICEHIVE_DATABASE__PRT<|>=1\n',
      'VOICEHIVE_DATABASE__PORT',
      'VOICEHIVE_DATABASE__PORT=1\n',
    ],
    [
      'the whole word, also behind the cursor',
      'VOICE<|>HIVE_DB\n',
      'VOICEHIVE_DATABASE__PORT',
      'VOICEHIVE_DATABASE__PORT=$1\n',
    ],
    ['a choice', '<|>\n', 'VOICEHIVE_REDIS__SSL', 'VOICEHIVE_REDIS__SSL=${1|true,false|}\n', staging],
    ['what no rule objects to', '<|>\n', 'VOICEHIVE_REDIS__SSL', 'VOICEHIVE_REDIS__SSL=${1:true}\n'],
    [
      'the default',
      '<|>\n',
      'VOICEHIVE_EMAIL__FROM_NAME',
      "VOICEHIVE_EMAIL__FROM_NAME=${1:'VoiceHive Hotels Alerts'}\n",
    ],
    [
      'a bare start, where placeholders are not known',
      'VOICE<|>\n',
      'VOICEHIVE_REDIS__SSL',
      'VOICEHIVE_REDIS__SSL=\n',
      { ...production, snippets: false },
    ],
    [
      'all that a group needs',
      'VOICEHIVE_REDIS__HOST=a\n<|>\n',
      'VOICEHIVE_REDIS__PORT … (2 required)',
      'VOICEHIVE_REDIS__HOST=a\nVOICEHIVE_REDIS__PORT=$1\nVOICEHIVE_REDIS__PASSWORD=$2\n',
    ],
    [
      'all that a group needs, without placeholders, with the file’s line ends',
      'VOICEHIVE_REDIS__HOST=a\r\n<|>\r\n',
      'VOICEHIVE_REDIS__PORT … (2 required)',
      'VOICEHIVE_REDIS__HOST=a\r\nVOICEHIVE_REDIS__PORT=\r\nVOICEHIVE_REDIS__PASSWORD=\r\n',
      { ...production, snippets: false },
    ],
    ['a value', 'VOICEHIVE_REGION=eu-<|>west\n', 'eu-north-1', 'VOICEHIVE_REGION=eu-north-1\n'],
    ['a value in quotes', 'VOICEHIVE_REGION="<|>"\n', 'eu-north-1', 'VOICEHIVE_REGION="eu-north-1"\n'],
    [
      'a value in an open quote',
      "VOICEHIVE_REGION='eu<|>\n",
      'eu-north-1',
      "VOICEHIVE_REGION='eu-north-1'\n",
    ],
    [
      'a value before a comment',
      'VOICEHIVE_REGION=<|> # where\n',
      'eu-north-1',
      'VOICEHIVE_REGION=eu-north-1 # where\n',
    ],
    [
      'how a URL begins',
      'VOICEHIVE_EXTERNAL_SERVICES__VAULT_URL=<|>\n',
      'https://',
      'VOICEHIVE_EXTERNAL_SERVICES__VAULT_URL=https://\n',
    ],
    [
      'a reference',
      'HOST=a\nVOICEHIVE_REDIS__HOST=$<|>\n',
      '${HOST}',
      'HOST=a\nVOICEHIVE_REDIS__HOST=${HOST}\n',
    ],
    ['a reference in its braces', 'HOST=a\nB="x-${HO<|>}-y"\n', '${HOST}', 'HOST=a\nB="x-${HOST}-y"\n'],
    [
      'the name before a fallback',
      'HOST=a\nB=${H<|>:-b}\n',
      'HOST',
      'HOST=a\nB=${HOST:-b}\n',
      { ...production, dialects: ['compose'] },
    ],
    ['a waiver’s mark', '# sec<|>\n', 'secure-config-waive', '# secure-config-waive \n'],
    [
      'a waiver',
      '# secure-config-waive <|>\n',
      'SEC_004',
      '# secure-config-waive SEC_004 until ${1:2026-08-30}: ${2:reason}\n',
    ],
    [
      'the rule of a waiver',
      '# secure-config-waive SE<|>C_1 until 2027-01-31: why\n',
      'SEC_004',
      '# secure-config-waive SEC_004 until 2027-01-31: why\n',
    ],
  ];
  for (const [name, text, label, result, options] of written) {
    it(`writes ${name}`, () => assert.equal(accepted(text, at(text, options), label), result));
  }

  const silent: Readonly<Record<string, string>> = {
    'in a comment': '# about <|>\n',
    'behind a value': 'VOICEHIVE_REGION="eu-west-1" <|>\n',
    'in a secret': 'VOICEHIVE_DATABASE__PASSWORD=<|>\n',
    'in what is not ours': 'OTHER=<|>\n',
    'inside a text over several lines': 'A="one\ntwo<|>\n"\n',
  };
  for (const [name, text] of Object.entries(silent)) {
    it(`offers nothing ${name}`, () => assert.deepEqual(labels(at(text)), []));
  }

  it('values that break a rule here come last, and say which', () => {
    assert.deepEqual(labels(at('VOICEHIVE_DATABASE__SSL_MODE=<|>\n')), [
      'require | safe for SEC_001 · default',
      'verify-ca',
      'verify-full',
      'disable | violates SEC_001',
      'allow | violates SEC_001',
      'prefer | violates SEC_001',
    ]);
  });

  it('the environment of the file comes first', () => {
    assert.equal(labels(at('VOICEHIVE_ENVIRONMENT=<|>\n', staging))[0], 'staging | this file');
  });

  it('values of other environments, but never a secret’s', () => {
    const siblings = {
      '.env.staging': `VOICEHIVE_DATABASE__HOST=db.staging\nVOICEHIVE_DATABASE__PASSWORD=${CANARY}\n`,
      'config/development.yaml': `database:\n  host: localhost\n  password: ${CANARY}\n`,
    };
    const options = { ...production, siblings };
    assert.deepEqual(labels(at('VOICEHIVE_DATABASE__HOST=<|>\n', options)), [
      'db.staging | staging',
      'localhost | development',
    ]);
    assert.deepEqual(labels(at('VOICEHIVE_DATABASE__PASSWORD=<|>\n', options)), []);
    const everything = [...at('<|>\n', options), ...at('VOICEHIVE_DATABASE__HOST=$<|>\nA=1\n', options)];
    assert.ok(!JSON.stringify(everything).includes(CANARY));
  });

  it('without a schema, keys that other environments have', async () => {
    const free = await projectOf(profileNamed('twelve-factor'));
    const siblings = {
      '.env.staging': `PORT=1\nDB_PASSWORD=${CANARY}\nHost=b\n`,
      'staging.yaml': 'db:\n  url: x\n',
    };
    const found = completionsIn(free, 'PORT=80\n<|>\n', { siblings });
    assert.deepEqual(
      labels(found),
      ['DB_PASSWORD | in staging, secret', 'Host | in staging', 'DB.URL | in staging'].slice(0, found.length),
    );
    assert.ok(found.length >= 2);
  });

  it('a half-typed name that swallows the next line does not bring that line’s key back', () => {
    for (const dialect of ['dotenv', 'node', 'ruby-dotenv', 'bash', 'python-dotenv', 'docker-run'] as const) {
      const found = labels(
        at('VOICE<|>\nVOICEHIVE_REGION=eu-west-1\n', { ...production, dialects: [dialect] }),
      );
      assert.ok(found.includes('VOICEHIVE_LOG_LEVEL | left to its default'), dialect);
      assert.ok(!found.some(label => label.startsWith('VOICEHIVE_REGION')), dialect);
    }
  });

  it('stays quick in a long file', () => {
    const lines = Array.from({ length: 10_000 }, (_, index) => `OTHER_${index}=value-${index}`);
    const text = `${lines.join('\n')}\nVOICE<|>\n`;
    assert.ok(at(text).length > 40);
  });
});
