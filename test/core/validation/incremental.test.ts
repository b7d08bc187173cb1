// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what dotenv files are made of
/** A check that takes over what an edit has not changed says the same as one that begins from nothing. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonSchema, Profile } from '../../../shared/core/profile/profile.ts';
import { complianceReport } from '../../../shared/core/report/compliance.ts';
import { type Checked, checkText } from '../../../shared/core/validation/check.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { NOW, profileNamed, projectOf } from '../../support/checking.ts';
import { ruleOf } from '../../support/profiles.ts';

const RUNS = Number(process.env.INCREMENTAL_RUNS ?? 100);

const SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['a', 'database'],
  properties: {
    a: { type: 'integer', default: 3 },
    environment: { type: 'string', default: 'production' },
    filler: { type: 'object' },
    list: { type: 'array', items: { type: 'integer' } },
    database: {
      type: 'object',
      additionalProperties: false,
      required: ['port', 'host'],
      properties: {
        port: { type: 'integer', maximum: 65_535 },
        host: { type: 'string', minLength: 2, default: 'localhost' },
        password: { type: 'string', secret: true },
        pool: { type: 'object', properties: { size: { type: 'integer', default: 5 } } },
      },
    },
    redis: {
      type: 'object',
      properties: { ssl: { type: 'boolean', default: false }, url: { type: 'string', pattern: '^redis' } },
    },
  },
};

const PROFILE: Profile = {
  ...profileNamed('voicehive'),
  prefix: 'X_',
  fallbacks: 'warning',
  schema: SCHEMA,
  rules: [
    ruleOf('R_FIELD', { fields: ['redis.ssl'], must: { const: true }, fix: { value: true } }),
    ruleOf('R_ALL', { fields: ['**'], must: { not: { const: 'x' } }, waivable: true }),
    ruleOf('R_SECRET', { fields: ['$secrets'], must: { type: 'string', minLength: 8 } }),
    ruleOf('R_SOME', { fields: ['database.*', 'a'], must: { not: { const: 1 } } }),
    ruleOf('R_WHOLE', { fields: ['$'], must: { maxProperties: 3 } }),
    ruleOf('R_PROD', { environments: ['production'], fields: ['list'] }),
  ],
};

const DOTENV = [
  ...[
    'X_A=1',
    'X_A=x',
    'X_DATABASE__PORT=5432',
    'X_DATABASE__PORT=70000',
    'X_DATABASE__HOST=db',
    'X_REDIS__SSL=off',
  ],
  ...[
    'X_DATABASE__PASSWORD=abc',
    'X_DATABASE={"port": 1, "host": "h"}',
    'X_DATABASE__POOL__SIZE=x',
    'X_LIST=[1, "b"]',
  ],
  ...[
    'X_REDIS__URL=http://${A:-b}',
    'X_ENVIRONMENT=production',
    'X_ENVIRONMENT=staging',
    'X_WRONG=1',
    'OTHER=1',
  ],
  ...[
    'A=$B',
    'B=1',
    'X_REDIS__URL=$B',
    'X_REDIS__URL="${NONE}"',
    '# note',
    'broken line',
    "X_A='",
    'export X_A=2',
  ],
  ...['# secure-config-waive R_ALL until 2099-01-01: why', 'X_DATABASE__HOST=`x` y', ''],
];

const YAML = [
  ...[
    'a: 1',
    'a: x',
    'database:\n  port: 5432\n  host: db',
    'database:\n  port: 70000',
    'database: 1',
    'list: [1, b]',
  ],
  ...[
    'redis:\n  ssl: off\n  url: http://${A:-b}',
    'redis:\n  url: ${A}',
    'environment: production',
    'wrong: 1',
  ],
  ...[
    'database:\n  password: abc\n  pool: {size: x}',
    '# note',
    'environment: staging',
    'por',
    '  more: 1',
    '---',
  ],
  ...[
    'redis: &r\n  ssl: true',
    'list: *r',
    '# secure-config-waive R_ALL until 2099-01-01: why',
    'a: "',
    '',
    '"a": 2',
  ],
];

const PIECES = [
  '',
  '\n',
  '=',
  ' ',
  '"',
  '#',
  '1',
  'x',
  ': ',
  '  ',
  '${B}',
  '__',
  'port',
  '70000',
  '\nX_A=5\n',
  '\na: 5\n',
];

describe('incremental checks', () => {
  for (const dialects of [['dotenv'], ['dotenv-expand'], ['compose', 'node'], ['bash']] as const) {
    it(`${dialects.join(' and ')}: after any edits the same as from nothing`, async () => {
      const project = await projectOf(PROFILE);
      fc.assert(
        fc.property(texts(DOTENV, `${'OTHER_NAME_OF_IT=value\n'.repeat(90)}`), steps(DOTENV), (text, edits) =>
          follow(text, edits, next => ({
            path: '.env',
            text: next,
            governance: { project, dialects },
            now: NOW,
          })),
        ),
        { numRuns: RUNS },
      );
    });
  }

  it('yaml: after any edits the same as from nothing', async () => {
    const project = await projectOf(PROFILE);
    const filler = `filler:\n  text: ${'word '.repeat(210)}\n`;
    fc.assert(
      fc.property(texts(YAML, filler), steps(YAML), (text, edits) =>
        follow(text, edits, next => ({
          path: 'config.yaml',
          text: next,
          governance: { project, dialects: ['dotenv'] },
          now: NOW,
        })),
      ),
      { numRuns: RUNS * 3 },
    );
  });

  it('an edit runs the validators of its own group alone', async () => {
    const project = await projectOf(PROFILE);
    const ran: string[] = [];
    const counting = countingProject(project, ran);
    const text = 'X_A=1\nX_DATABASE__PORT=5432\nX_DATABASE__HOST=db\nX_REDIS__SSL=true\n';
    const input = {
      path: '.env',
      governance: { project: counting, dialects: ['dotenv'] as const },
      now: NOW,
    };
    const before = checkText({ ...input, text });
    ran.length = 0;
    checkText({ ...input, text: text.replace('5432', '5433'), previous: before });
    assert.deepEqual(ran, ['database']);
  });
});

function countingProject(project: Project, ran: string[]): Project {
  const { schema } = project.compiled;
  assert.ok(schema);
  const properties = new Map(
    [...schema.properties].map(([name, validate]) => [
      name,
      (value: unknown) => {
        ran.push(name);
        return validate(value);
      },
    ]),
  );
  const root = (value: unknown) => {
    ran.push('root');
    return schema.root(value);
  };
  return { ...project, compiled: { ...project.compiled, schema: { root, properties } } };
}

interface Step {
  readonly at: number;
  readonly length: number;
  readonly newText: string;
}

/** Lines, with filler among them so that there are several blocks. */
function texts(lines: readonly string[], filler: string): fc.Arbitrary<string> {
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...lines).map(each => `${each}\n`) },
    { weight: 1, arbitrary: fc.constant(filler) },
  );
  return fc.array(line, { maxLength: 12 }).map(parts => parts.join(''));
}

function steps(lines: readonly string[]): fc.Arbitrary<readonly Step[]> {
  const newText = fc.oneof(
    fc.constantFrom(...PIECES),
    fc.constantFrom(...lines).map(line => `\n${line}\n`),
  );
  const length = fc.oneof(fc.constantFrom(0, 0, 1, 3), fc.nat(30));
  return fc.array(fc.record({ at: fc.nat(1_000_000), length, newText }), { minLength: 1, maxLength: 8 });
}

function follow(
  text: string,
  edits: readonly Step[],
  inputOf: (text: string) => Parameters<typeof checkText>[0],
): void {
  let current = text;
  let checked = checkText(inputOf(text));
  for (const { at, length, newText } of edits) {
    const start = at % (current.length + 1);
    current = current.slice(0, start) + newText + current.slice(start + length);
    checked = checkText({ ...inputOf(current), previous: checked });
    assert.deepEqual(said(checked), said(checkText(inputOf(current))), JSON.stringify(current));
  }
}

/** All that a check says, without what it keeps for the next one. */
function said(checked: Checked): unknown {
  const units = checked.units.map(
    ({ settings, byPath, lastOfGroup, values, effective, omitted, outcomes, environment }) => ({
      ...{ settings, effective, omitted, outcomes, environment },
      ...{
        byPath: [...byPath],
        lastOfGroup: [...lastOfGroup],
        tree: values.tree,
        conflicts: values.conflicts,
      },
    }),
  );
  return { findings: checked.findings, units, report: complianceReport(checked, NOW) };
}
