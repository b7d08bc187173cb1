/** Fields that a schema describes without naming them: what they are, what is wrong with them, and that secrets stay secret. */
import assert from 'node:assert/strict';
import { secretSpans } from '../../../shared/core/assist/secret-spans.ts';
import type { JsonSchema, Profile } from '../../../shared/core/profile/profile.ts';
import type { Checked } from '../../../shared/core/validation/check.ts';
import type { JsonObject } from '../../../shared/core/validation/split-schema.ts';
import { checkWith, profileNamed, projectOf } from '../../support/checking.ts';
import { marked, unmarked } from '../../support/finding-marks.ts';
import { assertSilent, CANARY } from '../../support/silent.ts';

const SERVICE: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    port: { type: 'integer', maximum: 9000 },
    isOpen: { type: 'boolean' },
    level: { enum: ['low', 'high'] },
    gate: { type: 'string', secret: true, maxLength: 5 },
    hosts: { items: { type: 'string', format: 'hostname' } },
  },
};

const profileWith = (schema: JsonObject, prefix = 'APP_'): Profile => ({
  ...profileNamed('twelve-factor'),
  prefix,
  delimiter: '__',
  fallbacks: 'off',
  rules: [],
  schema,
});

const FINDINGS: Readonly<Record<string, readonly [schema: JsonObject, fixture: string]>> = {
  'values of variables have the types of an open group': [
    {
      additionalProperties: false,
      properties: { services: { additionalProperties: { $ref: '#/$defs/service' } } },
      $defs: { service: SERVICE },
    },
    `
#- .env
APP_SERVICES__WEB__PORT=80
APP_SERVICES__WEB__ISOPEN=yes
APP_SERVICES__API__PORT=9001
#                       ^^^^ schema/maximum
APP_SERVICES__API__PORTS=1
^^^^^^^^^^^^^^^^^^^^^^^^ schema/unknown-field
APP_SERVICES__JOB='{"port": 80, "isOpen": true}'
APP_SERVICE__WEB__PORT=80
^^^^^^^^^^^^^^^^^^^^^^ schema/unknown-field
`,
  ],
  'the parts of a map in YAML have places of their own': [
    {
      additionalProperties: false,
      properties: { services: { additionalProperties: SERVICE }, spares: { items: SERVICE } },
    },
    `
#- a.yaml
services:
  web:
    port: 9001
#         ^^^^ schema/maximum
    prot: 80
#   ^^^^ schema/unknown-field
    deep: {er: 1}
#          ^^ schema/unknown-field
    hosts: [a.example.com, a b]
#                          ^^^ schema/format
spares:
  - level: loud
#          ^^^^ schema/enum
  - ports: 1
#   ^^^^^ schema/unknown-field
strange:
^^^^^^^ schema/unknown-field
  a: 1
  b: [1, {c: 2}]
`,
  ],
  'what the whole file lacks where any names may stand': [
    { required: ['port', 'host'], maxProperties: 2, additionalProperties: { type: 'string' } },
    `
#- a.yaml
port: high
^^^^ schema/maxProperties
^^^^ schema/required
a: b
c: d
`,
  ],
  'names by pattern, in the letter case of the file where there is no prefix': [
    {
      patternProperties: { '^FEATURE_[A-Z]+$': { type: 'boolean' } },
      additionalProperties: { type: 'integer' },
    },
    `
#- .env
FEATURE_X=on
FEATURE_Y=maybe
#         ^^^^^ schema/type
COUNT=7
other=seven
#     ^^^^^ schema/type
`,
  ],
};

/** Ways to describe a field `gate` of a group `at`, with what is the group's in the texts below. */
const WAYS: Readonly<Record<string, JsonSchema>> = {
  additionalProperties: { additionalProperties: SERVICE },
  unevaluatedProperties: { unevaluatedProperties: SERVICE },
  patternProperties: { patternProperties: { '^w': SERVICE } },
  'anyOf, oneOf, allOf': {
    anyOf: [{ type: 'string' }, { oneOf: [{ allOf: [{ properties: { web: SERVICE } }] }] }],
  },
  'if, else': { if: { properties: { web: SERVICE } }, else: { required: ['web'] } },
  dependentSchemas: { dependentSchemas: { web: { properties: { web: SERVICE } } } },
  'a reference': { $ref: '#/$defs/at' },
  'a reference to itself': { additionalProperties: { anyOf: [{ $ref: '#/properties/at' }, SERVICE] } },
};

const LISTS: Readonly<Record<string, JsonSchema>> = {
  items: { items: SERVICE },
  prefixItems: { prefixItems: [SERVICE], items: { type: 'string' } },
  'items, as they were written before': { items: [SERVICE] },
  contains: { contains: SERVICE },
};

describe('fields that a schema describes without naming them', () => {
  for (const [name, [schema, fixture]] of Object.entries(FINDINGS)) {
    it(name, async () => {
      const project = await projectOf(profileWith(schema, fixture.includes('APP_') ? 'APP_' : ''));
      const { path, text } = unmarked(fixture);
      const checked = checkWith(project, text, { path });
      assert.equal(marked(checked, path, checked.findings), fixture);
    });
  }

  const inMap = {
    'a.yaml': `at:\n  web:\n    gate: ${CANARY}\n    port: 80\n`,
    '.env': `APP_AT__WEB__GATE=${CANARY}\n`,
  };
  const asJson = { '.env': `APP_AT='{"web": {"gate": "${CANARY}"}}'\n` };
  for (const [name, way] of Object.entries(WAYS)) {
    it(`keep their secrets: ${name}`, () => assertAllSilent(way, inMap));
    it(`keep their secrets in one variable: ${name}`, () => assertAllSilent(way, asJson));
  }

  const inList = {
    'a.yaml': `at:\n  - gate: ${CANARY}\n    port: 80\n`,
    '.env': `APP_AT='[{"gate": "${CANARY}"}]'\n`,
  };
  for (const [name, way] of Object.entries(LISTS)) {
    it(`keep their secrets in a list: ${name}`, () => assertAllSilent(way, inList));
  }

  it('are secret by their names only where the schema leaves that open', async () => {
    const text = 'at:\n  api_token: one-word\n  shown_token: two-words\n  other: three-words\n';
    const at = {
      patternProperties: { '^shown': { type: 'string', secret: false } },
      additionalProperties: { type: 'string' },
    };
    const checked = checkWith(await projectOf(profileWith({ properties: { at } })), text, { path: 'a.yaml' });
    assert.deepEqual(coveredTexts(checked), ['one-word']);
  });
});

async function assertAllSilent(way: JsonSchema, files: Readonly<Record<string, string>>): Promise<void> {
  const at = { ...(way as JsonObject) };
  const project = await projectOf(
    profileWith({ properties: { at }, $defs: { at: { additionalProperties: SERVICE } } }),
  );
  for (const [path, text] of Object.entries(files)) {
    const covered = coveredTexts(assertSilent(project, path, text));
    assert.ok(covered.length === 1 && covered[0]?.includes(CANARY), `${path}: covers ${covered.join(', ')}`);
  }
}

function coveredTexts(checked: Checked): string[] {
  return secretSpans(checked).map(({ start, end }) => checked.document.text.slice(start, end));
}
