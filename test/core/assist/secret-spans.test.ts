/** What is covered in an editor: every secret character as a dot, and nothing else. */
import assert from 'node:assert/strict';
import { isForProduction, secretSpans } from '../../../shared/core/assist/secret-spans.ts';
import { type Checked, checkText } from '../../../shared/core/validation/check.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { type CheckOptions, checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

const KEY = 'MIIEpAIBAAKCAQEA0Z3VS5JJcds3xfn4ygWyF8PbnGy0A';

const DOTENV: readonly (readonly [name: string, text: string, covered: string])[] = [
  ['the value of a secret name', 'DB_PASSWORD=hunter2\nPORT=80', 'DB_PASSWORD=•••••••\nPORT=80'],
  ['quotes stay', `A_TOKEN="x y"\nB_TOKEN='z'`, `A_TOKEN="•••"\nB_TOKEN='•'`],
  ['nothing of an empty value', 'API_TOKEN=\nB_TOKEN=""', 'API_TOKEN=\nB_TOKEN=""'],
  ['both where a name stands twice', 'A_SECRET=one\nA_SECRET=two', 'A_SECRET=•••\nA_SECRET=•••'],
  ['a value that only refers to another stays', 'A_SECRET=${OTHER}', 'A_SECRET=${OTHER}'],
  ['one with a fallback is covered', 'A_SECRET=${OTHER:-hunter2}', 'A_SECRET=•••••••••••••••••'],
  ['a password in an address', 'URL=postgres://u:pw12@host/db', 'URL=•••••••••••••••••••••••••'],
  ['all lines of a value', 'A_SECRET="one\ntwo"\nB=1', 'A_SECRET="•••\n•••"\nB=1'],
  ['what is commented out', '# DB_PASSWORD=old one', '# DB_PASSWORD=•••••••'],
  ['a known name in any comment', 'X=1 # X_TOKEN: abc', 'X=1 # X_TOKEN: •••'],
  ['a token in a comment', `# was ${KEY} once`, `# was ${'•'.repeat(KEY.length)} once`],
  ['comments stay', 'A_SECRET=abc # rotate in May', 'A_SECRET=••• # rotate in May'],
  ['what another dialect reads on', 'A_SECRET=pa#w0rd', 'A_SECRET=•••••••'],
  ['text after quotes', 'A_SECRET="pa"w0rd # note', 'A_SECRET="••••••• # note'],
  [
    'the lines below that nobody can read',
    `A_PRIVATE_KEY=-----BEGIN\n${KEY}\n/x+y z\nPORT=80`,
    `A_PRIVATE_KEY=••••••••••\n${'•'.repeat(KEY.length)}\n••••••\nPORT=80`,
  ],
  ['an unreadable line stays elsewhere', 'PORT=80\ntwo words', 'PORT=80\ntwo words'],
];

describe('secret spans', () => {
  let voicehive: Project;
  before(async () => {
    voicehive = await projectOf(profileNamed('voicehive'));
  });

  for (const [name, text, expected] of DOTENV) {
    it(`ungoverned dotenv: ${name}`, () => assert.equal(covered(ungoverned(text, '.env')), expected));
  }

  it('go by the schema where it knows the field', () => {
    const text = 'VOICEHIVE_DATABASE__PASSWORD=x1\nVOICEHIVE_AUTH__JWT_ALGORITHM=RS256\nOTHER_TOKEN=x2';
    const expected = 'VOICEHIVE_DATABASE__PASSWORD=••\nVOICEHIVE_AUTH__JWT_ALGORITHM=RS256\nOTHER_TOKEN=••';
    assert.equal(covered(governed(text)), expected);
  });

  it('cover a JSON value with a secret in it', () => {
    const text = 'VOICEHIVE_DATABASE={"host":"h","password":"pw"}\nVOICEHIVE_REDIS={"host":"h"}';
    const [database = '', redis] = covered(governed(text)).split('\n');
    assert.doesNotMatch(database, /pw|host/);
    assert.equal(redis, 'VOICEHIVE_REDIS={"host":"h"}');
  });

  it('are found in YAML, in lists and blocks too', () => {
    const text =
      'database:\n  password: "pw1"\n  port: 5432\nsecrets:\n  - pw2\n  - on: true\nprivate_key: |\n  pw3\n  pw4\n';
    assert.equal(
      covered(ungoverned(text, 'config.yaml')),
      'database:\n  password: "•••"\n  port: 5432\nsecrets:\n  - •••\n  - on: true\nprivate_key: |\n•••••\n•••••\n',
    );
  });

  it('are found in YAML by what stands beside a value or before it in a list', () => {
    const text = [
      'spec:',
      '  args: [--user, bob, --password, "pw1", --token=pw2, --verbose, -x]',
      '  env:',
      '    - name: DB_PASSWORD',
      '      value: pw3',
      '    - { value: "pw4", name: API_TOKEN }',
      '    - name: PASSWORD_FILE',
      '      value: /run/secret',
      '    - name: LOG_LEVEL',
      '      value: debug',
      '    - name: SESSION_SECRET',
      '      valueFrom: { secretKeyRef: { name: shop, key: session } }',
      'parameters:',
      '  - ParameterKey: MasterPassword',
      '    ParameterValue: pw5',
      'environment: [DB_PASSWORD=pw6, LOG_LEVEL=info]',
    ];
    const expected = text
      .join('\n')
      .replace('--token=pw2', '•'.repeat(11))
      .replace('DB_PASSWORD=pw6', '•'.repeat(15))
      .replaceAll(/pw\d/g, '•••');
    assert.equal(covered(ungoverned(text.join('\n'), 'config.yaml')), expected);
  });

  it('are found beside their names also where a schema describes the list', async () => {
    const text = { type: 'string' } as const;
    const item = { type: 'object', properties: { name: text, value: text } } as const;
    const schema = { type: 'object', properties: { env: { type: 'array', items: item } } } as const;
    const project = await projectOf({ ...profileNamed('twelve-factor'), schema });
    const yaml = 'env:\n  - { name: DB_PASSWORD, value: pw1 }\n  - { name: MODE, value: fast }\n';
    const checked = checkWith(project, yaml, { path: 'config.yaml' });
    assert.equal(covered(checked), yaml.replace('pw1', '•••'));
  });

  it('are in order, apart, and not empty, whatever the text', () => {
    for (const text of ['A_SECRET', '=', 'A_SECRET="', "A_SECRET='\n\n", '#A_SECRET=x', '\uFEFFA_SECRET=x']) {
      let end = -1;
      for (const span of secretSpans(ungoverned(text, '.env'))) {
        assert.ok(span.start > end && span.end > span.start && span.end <= text.length, text);
        end = span.end;
      }
    }
  });

  it('tell production by the environment', () => {
    assert.ok(isForProduction(governed('VOICEHIVE_ENVIRONMENT=production')));
    assert.ok(isForProduction(governed('A=1', { environment: 'prod' })));
    assert.ok(!isForProduction(governed('VOICEHIVE_ENVIRONMENT=staging')));
    assert.ok(!isForProduction(ungoverned('A=1', '.env')));
    assert.ok(isForProduction(ungoverned('A=1', 'app/.env.production')));
  });

  const governed = (text: string, options: CheckOptions = {}): Checked => checkWith(voicehive, text, options);
});

function ungoverned(text: string, path: string): Checked {
  return checkText({ path, text, governance: { dialects: ['dotenv'] }, now: NOW });
}

function covered(checked: Checked): string {
  const { text } = checked.document;
  let result = '';
  let at = 0;
  for (const { start, end } of secretSpans(checked)) {
    result += text.slice(at, start) + text.slice(start, end).replace(/[^\n]/g, '•');
    at = end;
  }
  return result + text.slice(at);
}
