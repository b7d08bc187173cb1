// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is what dotenv files are made of
/** A check that takes over what an edit has not changed says the same as one that begins from nothing. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkText } from '../../../shared/core/validation/check.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { NOW, projectOf } from '../../support/checking.ts';
import { editSteps } from '../../support/random-edits.ts';
import { EDITED_PROFILE, followChecks } from './follow-checks.ts';

const RUNS = 100;

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
      const project = await projectOf(EDITED_PROFILE);
      fc.assert(
        fc.property(
          texts(DOTENV, `${'OTHER_NAME_OF_IT=value\n'.repeat(90)}`),
          editSteps([...PIECES, ...DOTENV.map(line => `\n${line}\n`)]),
          (text, steps) =>
            followChecks(text, steps, { path: '.env', governance: { project, dialects }, now: NOW }),
        ),
        { numRuns: RUNS },
      );
    });
  }

  it('yaml: after any edits the same as from nothing', async () => {
    const project = await projectOf(EDITED_PROFILE);
    const filler = `filler:\n  text: ${'word '.repeat(210)}\n`;
    fc.assert(
      fc.property(
        texts(YAML, filler),
        editSteps([...PIECES, ...YAML.map(line => `\n${line}\n`)]),
        (text, steps) =>
          followChecks(text, steps, {
            path: 'config.yaml',
            governance: { project, dialects: ['dotenv'] },
            now: NOW,
          }),
      ),
      { numRuns: RUNS * 3 },
    );
  });

  it('an edit runs the validators of its own group alone', async () => {
    const project = await projectOf(EDITED_PROFILE);
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

/** Lines, with filler among them so that there are several blocks. */
function texts(lines: readonly string[], filler: string): fc.Arbitrary<string> {
  const line = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...lines).map(each => `${each}\n`) },
    { weight: 1, arbitrary: fc.constant(filler) },
  );
  return fc.array(line, { maxLength: 12 }).map(parts => parts.join(''));
}
