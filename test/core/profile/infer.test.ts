/** What is proposed for a folder: a manifest that is valid as it stands, and notes that are honest. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type InferenceInput, planSetUp } from '../../../shared/core/profile/infer.ts';
import { parseManifest } from '../../../shared/core/profile/parse-manifest.ts';

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Lines of the manifest up to its schema, comments left out. */
  readonly manifest: readonly string[];
  readonly comments?: readonly RegExp[];
  readonly notes?: readonly RegExp[];
}

const CASES: readonly Case[] = [
  {
    name: 'an empty folder',
    files: {},
    manifest: ['extends: twelve-factor', 'files:', '  - match: ".env.{environment}"'],
    comments: [/There is no \.env file yet/],
    notes: [/No variable was found/, /Nothing here tells which program/],
  },
  {
    name: 'variables of VoiceHive',
    files: {
      '.env.production': 'export VOICEHIVE_REGION="eu-west-1"\nexport VOICEHIVE_DATABASE__PORT="1"\n',
      'compose.yaml': 'services: {}\n',
    },
    manifest: ['extends: voicehive', 'files:', '  - match: ".env.{environment}"', '    dialects: [compose]'],
    notes: [/told from the other files: compose/],
  },
  {
    name: 'a prefix that all variables share, and nesting',
    files: { '.env.staging': 'SHOP_DB__HOST=a\nSHOP_DB__PORT=1\nSHOP_NAME=x\nSHOP_URL=y\n' },
    manifest: [
      'extends: twelve-factor',
      'prefix: SHOP_',
      'delimiter: __',
      'files:',
      '  - match: ".env.{environment}"',
    ],
  },
  {
    name: 'a prefix that most variables share is only proposed',
    files: { '.env.prod': 'SHOP_A=1\nSHOP_B=1\nSHOP_C=1\nSHOP_D=1\nDATABASE_URL=x\n' },
    manifest: ['extends: twelve-factor', 'files:', '  - match: ".env.{environment}"'],
    comments: [/^# prefix: SHOP_$/m, /4 of 5 variables begin with SHOP_/],
    notes: [/1 of 5 variables do not begin with SHOP_ \(DATABASE_URL\)/],
  },
  {
    name: 'templates, local overrides and names that say nothing come before the general pattern',
    files: {
      '.env': 'A=1\n',
      '.env.example': 'A=\n',
      '.env.production.local': 'A=2\n',
      '.env.production': 'A=3\n',
      'worker.env': 'B=1',
    },
    manifest: [
      'extends: twelve-factor',
      'files:',
      '  - match: ".env.example"',
      '    environment: development',
      '  - match: "worker.env"',
      '  - match: ".env.{environment}.local"',
      '  - match: ".env.{environment}"',
      '  - match: ".env"',
    ],
    notes: [/Which environment \.env, worker\.env is for cannot be told/],
  },
  {
    name: 'the same names in several folders are one pattern',
    files: { 'services/a/.env.production': 'A=1\n', 'services/b/.env.production': 'A=1\n' },
    manifest: ['extends: twelve-factor', 'files:', '  - match: "**/.env.{environment}"'],
  },
  {
    name: 'YAML that is called like an environment is proposed as a comment, and not when it is something else',
    files: {
      'config/production.yaml': 'db:\n  host: x\n',
      'deploy/staging.yaml': 'apiVersion: v1\nkind: Pod\n',
    },
    manifest: ['extends: twelve-factor', 'files:', '  - match: ".env.{environment}"'],
    comments: [/^ {2}# - match: "config\/\{environment\}\.yaml"$/m],
    notes: [/config\/production\.yaml: YAML that may be configuration/],
  },
  {
    name: 'a word that is no environment is asked about',
    files: { '.env.eu1': 'A=1\n' },
    manifest: ['extends: twelve-factor', 'files:', '  - match: ".env.{environment}"'],
    comments: [/^# {3}production: \["eu1"\]$/m],
  },
  {
    name: 'who reads the files, from package.json and a script',
    files: {
      '.env': 'A=1\n',
      'package.json': '{"dependencies": {"dotenv": "1", "dotenv-expand": "1"}}',
      'run.sh': 'set -a; source .env\n',
    },
    manifest: [
      'extends: twelve-factor',
      'files:',
      '  - match: ".env"',
      '    dialects: [dotenv-expand, bash]',
    ],
  },
];

describe('planSetUp', () => {
  for (const { name, files, manifest, comments = [], notes = [] } of CASES) {
    it(name, () => {
      const plan = planSetUp(inputsOf(files));
      const content = plan.files[0]?.content ?? '';
      assert.deepEqual(
        plan.files.map(file => file.path),
        ['secure-config.yaml'],
      );
      const lines = withoutComments(content);
      const schema = lines.indexOf('schema:');
      assert.deepEqual(schema < 0 ? lines : lines.slice(0, schema), manifest);
      for (const comment of comments) assert.match(content, comment);
      for (const note of notes)
        assert.ok(
          plan.notes.some(each => note.test(each)),
          `${note} in ${plan.notes.join(' | ')}`,
        );
    });

    it(`${name}: the manifest is in order`, () => {
      const content = planSetUp(inputsOf(files)).files[0]?.content ?? '';
      assert.deepEqual(parseManifest(content, 'secure-config.yaml').problems, []);
    });
  }

  it('shows no value of a secret', () => {
    const secret = 'PASSWORD=hunter2\nAPI_KEY=hunter2\nNODE_ENV_SECRET=hunter2\nLOG_LEVEL=hunter2\n';
    const files = { '.env': secret, '.env.example': secret, 'compose.yaml': 'x: ${A:-hunter2}\n' };
    assert.ok(!JSON.stringify(planSetUp(inputsOf(files))).includes('hunter2'));
  });

  it('leaves a manifest in order whatever the files are called', () => {
    const files = { '.env.a\n  - match: "x"': 'A=1\n', '.env.b: [': 'B=2\nB\u2028=1\n', '.env.{c}': 'C=3\n' };
    const content = planSetUp(inputsOf(files)).files[0]?.content ?? '';
    assert.deepEqual(parseManifest(content, 'secure-config.yaml').problems, []);
  });

  it('takes names that look like JavaScript’s own', () => {
    const files = { '.env.__proto__': '__proto__=1\nconstructor=2\nhasOwnProperty=3\n' };
    assert.deepEqual(parseManifest(planSetUp(inputsOf(files)).files[0]?.content ?? '', 'm').problems, []);
  });
});

function inputsOf(files: Readonly<Record<string, string>>): InferenceInput[] {
  return Object.entries(files).map(([path, text]) => ({ path, text }));
}

function withoutComments(content: string): string[] {
  return content.split('\n').filter(line => line.trim() !== '' && !/^\s*#/.test(line));
}
