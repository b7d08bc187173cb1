/** Wherever the cursor stands, in whatever text: completion and hover answer, in place, and keep secrets. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { completeSource, sourcePlace } from '../../../shared/core/assist/completion-source.ts';
import { hoverSource } from '../../../shared/core/assist/hover-source.ts';
import { parseYaml } from '../../../shared/core/document/yaml.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { completionsIn, hoverIn } from '../../support/assisting.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';

const CANARY = 'Kq7Zt9canaryX2wB';

const DOTENV: Readonly<Record<string, string>> = {
  ordinary: `# x\nexport A="\${B:-c}"\nVOICEHIVE_DATABASE__PASSWORD=${CANARY}\r\n\r\nVOICEHIVE_REGION='eu'\n`,
  'open quotes': `A="b\nVOICEHIVE_DATABASE__PASSWORD="${CANARY}\nC=\`d\n`,
  oddities: `=\n ==\nA\n${CANARY}\nA B=c\n\u2028\nexport\nexport \nA=$\nA=\${\nA=\${B\nA=$(x ${CANARY})\n"A"=1\nA: b`,
  'a group in one variable': `VOICEHIVE_DATABASE={"password": "${CANARY}"}\nVOICEHIVE_DATABASE__\n`,
};

const YAML: Readonly<Record<string, string>> = {
  ordinary: `# x\ndatabase:\n  password: ${CANARY}\n  port: 1\nsecurity:\n  cors_allowed_origins: [a, "b"]\n  x: {y: [}\n`,
  broken: `a: [b\n: c\n- d\n  e\n"f: ${CANARY}\n? g\n`,
  lists: '- a\n-\n- - b: 1\n    c\n-  d:\n   - e: {f\n',
  'block text': 'a: |\n  b\n  c: d\n\n---\ne: >-\n f\n...\n&x a: *x\n<<: *x\n',
};

const MANIFEST =
  'extends: [voicehive, ./x]\nfiles:\n- match: .env.{environment}\n  dialects: [node, x]\n- {match: a, map: {a: b}}\nrules:\n  SEC_001: off\n  A: {must: {type: [}}\nwaivers:\n  -\n  - rule: SEC_004\n';

describe('completion and hover at every offset', () => {
  let project: Project;
  before(async () => {
    project = await projectOf(profileNamed('voicehive'));
  });

  const walk = (text: string, path: string): void => {
    const options = { path, environment: 'production', siblings: { '.env.staging': DOTENV.ordinary ?? '' } };
    for (let offset = 0; offset <= text.length; offset++) {
      const marked = `${text.slice(0, offset)}<|>${text.slice(offset)}`;
      const said = JSON.stringify([
        completionsIn(project, marked, options),
        hoverIn(project, marked, options),
      ]);
      assert.ok(!said.includes(CANARY), `${offset}: ${said.slice(0, 500)}`);
    }
  };
  for (const [name, text] of Object.entries(DOTENV)) it(`dotenv: ${name}`, () => walk(text, '.env'));
  for (const [name, text] of Object.entries(YAML)) it(`YAML: ${name}`, () => walk(text, 'a.yaml'));

  it('our own files', () => {
    const document = parseYaml(MANIFEST);
    for (const kind of ['manifest', 'profile', 'rule', 'schema'] as const) {
      for (let offset = 0; offset <= MANIFEST.length; offset++) {
        const place = sourcePlace(document, offset);
        const context = { kind, document, offset, project };
        const items = place
          ? completeSource(place, { ...context, snippets: true, files: { globs: [], mapped: [] } })
          : [];
        hoverSource({ ...context, files: [], pageOf: () => undefined });
        for (const { edit } of items) assert.ok(edit.span.start <= offset && offset <= edit.span.end);
      }
    }
  });
});
