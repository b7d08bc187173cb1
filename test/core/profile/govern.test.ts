/** Which pattern governs a file, for which environment it is, and who reads the files of a folder. */
import assert from 'node:assert/strict';
import { formatOf } from '../../../shared/core/document/format.ts';
import { dialectsFrom, isEvidence } from '../../../shared/core/profile/detect-dialects.ts';
import { canonicalEnvironment, environmentOfFileName } from '../../../shared/core/profile/environments.ts';
import {
  createFileMatcher,
  environmentOf,
  type FileMatch,
  isEnvironmentSaid,
} from '../../../shared/core/profile/govern.ts';
import type { FilePattern, Profile } from '../../../shared/core/profile/profile.ts';
import { checkText } from '../../../shared/core/validation/check.ts';
import { NOW, projectOf } from '../../support/checking.ts';
import { BASE } from '../../support/profiles.ts';

const NONE = new Map<string, readonly string[]>();
const OWN = new Map([
  ['Production', ['live']],
  ['bench', []],
]);

describe('environments', () => {
  for (const [spelling, declared, name] of [
    ['prod', NONE, 'production'],
    ['PRODUCTION', NONE, 'production'],
    ['stg', NONE, 'staging'],
    ['local', NONE, 'development'],
    ['live', NONE, undefined],
    ['live', OWN, 'Production'],
    ['prd', OWN, 'Production'],
    ['bench', OWN, 'bench'],
    ['staging', OWN, undefined],
    ['__proto__', NONE, undefined],
  ] as const) {
    it(`${spelling} is ${name ?? 'none'} among ${declared.size || 'the usual'}`, () => {
      assert.equal(canonicalEnvironment(spelling, declared), name);
    });
  }

  for (const [file, name] of [
    ['.env.production', 'production'],
    ['a/b/.env.prod', 'production'],
    ['.env.production.local', 'production'],
    ['.env.local', 'development'],
    ['prod.env', 'production'],
    ['config.staging.yaml', 'staging'],
    ['application-prod.yml', 'production'],
    ['test.yaml', 'test'],
    ['.env', undefined],
    ['.env.example', undefined],
    ['production-database-and-more.yaml', 'production'],
    ['my-prod-thing-x.yaml', undefined],
    ['production/app.yaml', undefined],
  ] as const) {
    it(`${file} is for ${name ?? 'none'}`, () => assert.equal(environmentOfFileName(file, NONE), name));
  }
});

describe('a document’s environment', () => {
  const profile: Profile = { ...BASE, environments: NONE };
  const map = new Map([
    ['app.stage', 'environment'],
    ['STAGE', 'environment'],
  ]);
  const pattern: FilePattern = { match: 'x', dialects: [] };
  const cases: readonly [
    name: string,
    path: string,
    text: string,
    match: FileMatch | undefined,
    expected: string | undefined,
  ][] = [
    ['what the path captures', 'x', 'BASE_ENVIRONMENT=dev', { pattern, captured: 'prod' }, 'production'],
    [
      'what the pattern says',
      'x',
      'BASE_ENVIRONMENT=dev',
      { pattern: { ...pattern, environment: 'stg' } },
      'staging',
    ],
    ['an unknown capture as it is', 'x', '', { pattern, captured: 'bench' }, 'bench'],
    ['its own field before its name', '.env.production', 'BASE_ENVIRONMENT=dev', undefined, 'development'],
    [
      'its own field, however it is written',
      'x.env',
      '  export base_environment = "Prod" # x',
      undefined,
      'production',
    ],
    ['the last one', 'x.env', 'BASE_ENVIRONMENT=dev\nBASE_ENVIRONMENT=prod\n', undefined, 'production'],
    ['no reference', '.env.staging', 'BASE_ENVIRONMENT=${X}', undefined, 'staging'],
    ['no comment', '.env', '# BASE_ENVIRONMENT=prod', undefined, undefined],
    ['no longer name', '.env', 'BASE_ENVIRONMENT_X=prod', undefined, undefined],
    [
      'a field that names nothing known only last',
      '.env.staging',
      'BASE_ENVIRONMENT=bench',
      undefined,
      'staging',
    ],
    ['a field that names nothing known', '.env', 'BASE_ENVIRONMENT=bench', undefined, 'bench'],
    ['a YAML field', 'x.yaml', 'a: 1\nEnvironment: prod\n', undefined, 'production'],
    ['a mapped YAML field', 'x.yaml', 'app:\n  stage: stg\n', { pattern: { ...pattern, map } }, 'staging'],
    [
      'a mapped variable',
      'x.env',
      'STAGE=dev\nBASE_ENVIRONMENT=prod',
      { pattern: { ...pattern, map } },
      'development',
    ],
  ];
  const environmentIn = async (path: string, text: string, by: Profile, match?: FileMatch) => {
    const environment = environmentOf(path, by, match);
    const governance = {
      project: await projectOf(by),
      dialects: ['dotenv'] as const,
      isEnvironmentGuessed: !isEnvironmentSaid(match),
      ...(environment !== undefined && { environment }),
      ...(match?.pattern.map && { map: match.pattern.map }),
    };
    return checkText({ path, text, governance, now: NOW }).environment;
  };

  it('is in its own field where names have dots, as they have without a delimiter', async () => {
    const dotted = { ...profile, environmentField: 'app.stage', delimiter: '' };
    assert.equal(await environmentIn('.env', 'BASE_APP.STAGE=prod\n', dotted), 'production');
  });

  for (const [name, path, text, match, expected] of cases) {
    it(`is ${name}`, async () => assert.equal(await environmentIn(path, text, profile, match), expected));
  }
});

describe('createFileMatcher', () => {
  it('takes the first pattern that matches', () => {
    const matcher = createFileMatcher({
      files: [
        { match: 'config/special.yaml', environment: 'production', dialects: [] },
        { match: 'config/{environment}.yaml', dialects: ['node'] },
      ],
    });
    assert.equal(matcher.match('config/special.yaml')?.pattern.environment, 'production');
    assert.equal(matcher.match('config/dev.yaml')?.captured, 'dev');
    assert.equal(matcher.match('other.yaml'), undefined);
    assert.equal(matcher.match('.env'), undefined);
  });

  it('takes every dotenv file when none is named', () => {
    const matcher = createFileMatcher({ files: [] });
    assert.ok(matcher.match('a/.env.production'));
    assert.equal(matcher.match('a.yaml'), undefined);
  });
});

describe('formatOf', () => {
  for (const [path, format] of [
    ['.env', 'dotenv'],
    ['a/.env.production', 'dotenv'],
    ['prod.env', 'dotenv'],
    ['.ENV.Local', 'dotenv'],
    ['c:\\x\\.env', 'dotenv'],
    ['a.yaml', 'yaml'],
    ['a.YML', 'yaml'],
    ['.env.yaml', 'yaml'],
    ['.envrc', undefined],
    ['.env.d.ts', undefined],
    ['.env.js', undefined],
    ['.env.swp', undefined],
    ['.env.gpg', undefined],
    ['env', undefined],
    ['a.json', undefined],
  ] as const) {
    it(`${path} is ${format ?? 'nothing of ours'}`, () => assert.equal(formatOf(path), format));
  }
});

describe('dialectsFrom', () => {
  for (const [name, text, dialects] of [
    ['compose.yaml', '', ['compose']],
    ['docker-compose.override.yml', '', ['compose']],
    ['package.json', '{"dependencies":{"dotenv":"1"}}', ['dotenv']],
    ['package.json', '{"devDependencies":{"dotenv":"1","dotenv-expand":"1"}}', ['dotenv-expand']],
    ['package.json', '{"scripts":{"start":"node --env-file=.env x.js"}}', ['node']],
    ['package.json', '{"dependencies":{"dotenv-cli":"1"}}', []],
    ['package.json', '{ not json', []],
    ['package.json', '[]', []],
    ['pyproject.toml', 'dependencies = ["python-dotenv>=1"]', ['python-dotenv']],
    ['requirements-dev.txt', 'pydantic-settings==2', ['python-dotenv']],
    ['requirements.txt', 'django', []],
    ['Gemfile', "gem 'dotenv-rails'", ['ruby-dotenv']],
    ['app.service', '[Service]\nEnvironmentFile=-/etc/app.env\n', ['systemd']],
    ['app.service', '[Service]\n', []],
    ['run.sh', 'set -a; source .env; set +a', ['bash']],
    ['run.sh', '. "$HOME/.env.production"', ['bash']],
    ['run.sh', 'export A=1', []],
    ['run.sh', 'docker run --rm --env-file .env image', ['docker-run']],
  ] as const) {
    it(`${name}: ${dialects.join(', ') || 'nothing'} of ${text.slice(0, 40)}`, () => {
      assert.ok(isEvidence(name));
      assert.deepEqual(dialectsFrom([{ name, text }]), dialects);
    });
  }

  it("puts the application's own reader first", () => {
    const files = [
      { name: 'compose.yaml', text: '' },
      { name: 'package.json', text: '{"dependencies":{"dotenv":"1"}}' },
    ];
    assert.deepEqual(dialectsFrom(files), ['dotenv', 'compose']);
  });
});
