/** What a schema calls secret stays so, however it says it, and whatever a file has in its place. */
import type { JsonSchema, Profile } from '../../../shared/core/profile/profile.ts';
import type { JsonObject } from '../../../shared/core/validation/split-schema.ts';
import { profileNamed, projectOf } from '../../support/checking.ts';
import { assertSilent, CANARY } from '../../support/silent.ts';

const SECRET: JsonObject = { type: 'string', secret: true };
const TEXT: JsonObject = { type: 'string' };
const $defs = { secret: SECRET };

const GATE = { 'a.yaml': `gate: ${CANARY}\n`, '.env': `APP_GATE=${CANARY}\n` };

/** Ways to say that the field `gate`, which the schema names, is secret. */
const WAYS: Readonly<Record<string, JsonObject>> = {
  'an alternative of it, as of what may be nothing': {
    properties: { gate: { anyOf: [SECRET, { type: 'null' }] } },
  },
  'one of the forms that it may have': {
    properties: { gate: { oneOf: [{ enum: ['z'] }, { ...SECRET, minLength: 50, maxLength: 2 }] } },
  },
  'what all of it refers to': { properties: { gate: { allOf: [{ $ref: '#/$defs/secret' }] } }, $defs },
  'a part of the schema that names it again': {
    properties: { gate: TEXT },
    allOf: [{ properties: { gate: { secret: true } } }],
  },
  'a condition': {
    properties: { gate: TEXT },
    if: { required: ['gate'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { gate: { secret: true } } },
  },
  'a pattern of names': { properties: { gate: TEXT }, patternProperties: { '^g': { secret: true } } },
};

/** What a file may have in the place of a secret. */
const PLACES: Readonly<Record<string, readonly [schema: JsonObject, ...texts: string[]]>> = {
  'all of a group': [
    { properties: { at: { secret: true, properties: { gate: TEXT } } } },
    `at:\n  gate: ${CANARY}\n`,
    `APP_AT__GATE=${CANARY}\n`,
    `APP_AT='{"gate": "${CANARY}"}'\n`,
  ],
  'all of a map': [
    { properties: { at: { secret: true, type: 'object' } } },
    `at: {a: {gate: [${CANARY}]}}\n`,
    `APP_AT__GATE=${CANARY}\n`,
    `APP_AT='{"gate": "${CANARY}"}'\n`,
  ],
  'a map in the place of a text': [
    { properties: { gate: SECRET, at: { additionalProperties: SECRET } } },
    `gate:\n  x: ${CANARY}\n`,
    `APP_GATE__X=${CANARY}\n`,
    `at:\n  gate: {x: ${CANARY}}\n`,
    `APP_AT__GATE__X=${CANARY}\n`,
  ],
  'a map in the place of a list': [
    { properties: { at: { items: SECRET } } },
    `at: {x: ${CANARY}}\n`,
    `APP_AT='{"x": "${CANARY}"}'\n`,
  ],
  'a text in the place of a list': [
    { properties: { at: { type: 'array', items: { secret: true } } } },
    `at: ${CANARY}\n`,
    `APP_AT=one,${CANARY}\n`,
  ],
  'a text in the place of a group': [
    { properties: { at: { properties: { gate: { anyOf: [{ $ref: '#/$defs/secret' }] } } } }, $defs },
    `at: ${CANARY}\n`,
    `APP_AT=gate:${CANARY}\n`,
  ],
  'names with dots': [
    { properties: { at: { properties: { a: TEXT }, additionalProperties: SECRET } } },
    `at:\n  a.b: ${CANARY}\n  "c.d.e": ${CANARY}\n`,
    `APP_AT='{"a.b": "${CANARY}", "c.d.e": "${CANARY}"}'\n`,
    `APP_AT__A.B=${CANARY}\n`,
  ],
  'a pattern of names in capitals, which variables have and lose': [
    { patternProperties: { '^GATE$': SECRET } },
    `GATE: ${CANARY}\n`,
    `APP_GATE=${CANARY}\n`,
  ],
  'a name that would fit a pattern in capitals': [
    { patternProperties: { '^[A-Z]+$': TEXT }, additionalProperties: SECRET },
    `gate: ${CANARY}\n`,
    `APP_GATE=${CANARY}\n`,
  ],
  'what an alias repeats under another name': [
    { properties: { gate: SECRET, at: { additionalProperties: SECRET } } },
    `gate: &a ${CANARY}\nx: *a\n`,
    `x: &a ${CANARY}\ngate: *a\n`,
    `x: &a {k: ${CANARY}}\nat: *a\n`,
    `x: &a {k: ${CANARY}}\nat:\n  <<: *a\n`,
    `at: &a {k: ${CANARY}}\nx: *a\n`,
    `x: [&a ${CANARY}]\ny: &b [*a]\ngate: *a\nz: *b\n`,
  ],
  'a slip in the letters’ case': [
    { properties: { gate: SECRET, at: { properties: { gate: SECRET } } } },
    `Gate: ${CANARY}\n`,
    `At: {GATE: ${CANARY}}\n`,
  ],
};

const profileWith = (schema: JsonSchema, prefix: string): Profile => ({
  ...profileNamed('twelve-factor'),
  prefix,
  delimiter: '__',
  rules: [],
  schema,
});

describe('secrets of a schema', () => {
  for (const [name, schema] of Object.entries(WAYS)) {
    for (const [path, text] of Object.entries(GATE)) {
      it(`are secret by ${name}: ${path}`, () => assertFileSilent(schema, path, text));
    }
  }
  for (const [name, [schema, ...texts]] of Object.entries(PLACES)) {
    for (const text of texts) {
      const path = text.startsWith('APP_') ? '.env' : 'a.yaml';
      it(`stay secret: ${name}: ${text.trim()}`, () => assertFileSilent(schema, path, text));
    }
  }
});

async function assertFileSilent(schema: JsonObject, path: string, text: string): Promise<void> {
  assertSilent(await projectOf(profileWith(schema, path === '.env' ? 'APP_' : '')), path, text);
}
