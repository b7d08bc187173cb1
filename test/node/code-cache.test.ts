/** Validators that come out of the cache say what freshly compiled ones say, of every kind of schema there is in the tests. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { builtinProfileNames } from 'secure-config:profiles';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { JsonSchema, JsonValue, Profile } from '../../shared/core/profile/profile.ts';
import { allFormats } from '../../shared/core/validation/all-formats.ts';
import { NO_CACHE } from '../../shared/core/validation/code-cache.ts';
import {
  type CompiledProfile,
  compileProfile,
  type SchemaError,
} from '../../shared/core/validation/compile.ts';
import type { JsonObject } from '../../shared/core/validation/split-schema.ts';
import { type KeptCode, keepCode } from '../../shared/node/code-cache.ts';
import { openPrivateCache } from '../../shared/node/private-cache.ts';
import { profileNamed } from '../support/checking.ts';
import { useScratch } from '../support/scratch.ts';

const KEYS = ['a', 'b', '__proto__', 'constructor', 'é "\u2028\\', 'group'];

/** One for each way in which a validator may need something at hand: a function, a pattern, a part of its schema. */
const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  types: { type: ['string', 'null', 'integer'] },
  'keys like any other': JSON.parse(
    '{"properties": {"__proto__": {"type": "string"}, "constructor": {"const": {"__proto__": 1}}}, "additionalProperties": false}',
  ),
  'many keys': {
    properties: Object.fromEntries([...KEYS, ...'cdefghijklm'].map(key => [key, { type: 'integer' }])),
    additionalProperties: false,
  },
  'what is in its texts': {
    description: 'const schema0 = {"a": 1};\n`${x}` */ // \u2028\u2029 日本語 🔑 </script>',
    properties: { 'é "\u2028\\': { enum: ['日本語', '\u2028', '🔑', '"\\', "'"] } },
  },
  'plain patterns': { pattern: '^[a-z]+$' },
  'patterns of the other engine': { pattern: '(a|b)+\\pL$', not: { pattern: '(x+x+)+y' } },
  'keys by pattern': { patternProperties: { '^a|é': { type: 'string' } }, propertyNames: { maxLength: 3 } },
  lengths: { minLength: 2, maxLength: 4, minimum: 1, exclusiveMaximum: 9, multipleOf: 0.5 },
  'values of any kind': { enum: [1, 'a', null, { a: [1, { b: 2 }] }, [1], ''], default: 1 },
  'one value': { const: { a: [1, 'x'], b: null } },
  lists: { prefixItems: [{ type: 'string' }], items: { type: 'integer' }, uniqueItems: true, minItems: 2 },
  'something in a list': { contains: { enum: [{ a: 1 }, 2] }, minContains: 1, maxContains: 2 },
  'what is left over': {
    allOf: [{ properties: { a: { type: 'string' } } }],
    unevaluatedProperties: { type: 'integer' },
    unevaluatedItems: false,
  },
  conditions: {
    if: { required: ['a'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['b'] },
    else: { minProperties: 1 },
    dependentRequired: { b: ['group'] },
    dependentSchemas: { group: { maxProperties: 2 } },
  },
  choices: { oneOf: [{ type: 'string' }, { minLength: 2 }, { type: 'integer' }], anyOf: [true, false] },
  references: {
    properties: {
      a: { $ref: '#/$defs/x' },
      b: { items: { $ref: '#/$defs/y' } },
      group: { $ref: '#/$defs/y' },
    },
    $defs: { x: { type: 'string', pattern: '^x' }, y: { properties: { a: { $ref: '#/$defs/x' } } } },
  },
  'keywords of ours': {
    notBlank: true,
    notOneOf: ['Admin', 'é'],
    notCommon: ['secret'],
    minEntropy: 20,
    schemes: ['https'],
    notSchemes: ['http'],
    localUrl: false,
    reference: false,
    generated: false,
    secret: true,
  },
  'without effect': { minumum: 3, 'x-ours': 1, type: 'string' },
  'a pattern that there is not': { pattern: '(a)\\1' },
  'a format that there is not': { format: 'no-such-format' },
  'a reference to nothing': { $ref: '#/$defs/none' },
  'what the standard refuses': { properties: { a: { type: 'text' } } },
  'too deep to be written down': nest(20_000),
  nothing: false,
  anything: true,
  ...Object.fromEntries(Object.keys(allFormats).map(format => [`the format ${format}`, { format }])),
};

const TEXTS = [
  '',
  'a',
  'xyz',
  'abé',
  'admin',
  'https://a.example.com',
  'http://localhost',
  '${A}',
  '2026-06-01',
  '::1',
  '🔑🔑',
];
const VALUE = fc.letrec(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(...TEXTS, null, true, 0, 1, 2.25, 9),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

describe('compiled schemas in the cache', () => {
  const scratch = useScratch();
  const open = (): KeptCode => keepCode(openPrivateCache(path.join(scratch.folder, 'code')));

  /** Compiled, written down and read again by somebody who cannot compile. */
  const again = async (profile: Profile): Promise<CompiledProfile> => {
    const before = open();
    await compileProfile(profile, before);
    before.keep();
    const { load } = open();
    return compileProfile(profile, {
      load: subject => load(subject, () => assert.fail('it was compiled again')),
    });
  };

  for (const [name, schema] of Object.entries(SCHEMAS)) {
    if (name.startsWith('too deep')) continue;
    it(`say the same of ${name}`, async () => {
      const profile = profileOf(schema);
      assertSame(await compileProfile(profile), await again(profile));
    });
  }

  for (const name of builtinProfileNames) {
    it(`say the same of ${name}, as if it were a team's own`, async () => {
      const profile = structuredClone(profileNamed(name));
      const [fresh, kept] = [await compileProfile(profile), await again(profile)];
      assert.ok(fresh.rules.length > 5);
      assertSame(fresh, kept);
    });
  }

  it('are not kept where a schema cannot be written down', async () => {
    const cache = open();
    const profile = profileOf(SCHEMAS['too deep to be written down'] ?? true);
    assertSame(await compileProfile(profile), await compileProfile(profile, cache));
    cache.keep();
    assert.ok(!fs.existsSync(path.join(scratch.folder, 'code')));
  });

  it('are others for another order of keys, in which errors come', async () => {
    const [ab, ba] = [{ properties: { a: false, b: false } }, { properties: { b: false, a: false } }];
    const errors = async (must: JsonSchema) => {
      const { rules } = await again({ ...profileOf(true), rules: profileOf(must).rules });
      return rules[0]?.must({ a: 1, b: 1 }).map(({ instancePath }) => instancePath);
    };
    assert.deepEqual(await errors(ab), ['/a', '/b']);
    assert.deepEqual(await errors(ba), ['/b', '/a']);
  });

  it('are made once while they wait to be written down, and only the last ones wait', async () => {
    let [made, heard] = [0, 0];
    const cache = keepCode(openPrivateCache(path.join(scratch.folder, 'code')), () => heard++);
    const load = (subject: string) =>
      cache.load(subject, async () => {
        made++;
        return `exports.subject = ${JSON.stringify(subject)};`;
      });
    for (const subject of 'abcdefabcdef') await load(subject);
    assert.equal(made, 12);
    for (const subject of 'ff') await load(subject);
    assert.deepEqual([made, heard], [12, 12]);
    cache.keep();
    assert.equal(fs.readdirSync(path.join(scratch.folder, 'code')).length, 4);
    const exported: { subject?: string } = {};
    (await load('f'))(exported, assert.fail);
    assert.deepEqual([exported.subject, made], ['f', 12]);
  });

  it('are compiled anew when what was kept is damaged', async () => {
    const folder = path.join(scratch.folder, 'code');
    const profile = profileOf({ type: 'string' });
    await again(profile);
    for (const name of fs.readdirSync(folder)) fs.truncateSync(path.join(folder, name), 100);
    assertSame(await compileProfile(profile), await compileProfile(profile, open()));
    assertSame(await compileProfile(profile), await again(profile));
  });

  it('say the same without a place to be kept', async () => {
    const profile = profileOf({ type: 'string' });
    assertSame(await compileProfile(profile, NO_CACHE), await compileProfile(profile, keepCode(undefined)));
  });
});

/** The schema as what a rule demands, and as the profile's own. */
function profileOf(schema: JsonSchema): Profile {
  const [rule] = profileNamed('twelve-factor').rules;
  assert.ok(rule);
  const rules = [{ ...rule, id: 'OWN_1', must: schema }];
  return { ...profileNamed('twelve-factor'), rules, schema: schema as JsonObject };
}

function assertSame(fresh: CompiledProfile, kept: CompiledProfile): void {
  const told = ({ rules, schema, fields, groups, ...rest }: CompiledProfile) => ({
    ...rest,
    fields: [...fields],
    groups: [...groups],
    rules: rules.map(({ rule }) => rule.id),
    properties: schema && [...schema.properties.keys()],
  });
  assert.deepEqual(told(kept), told(fresh));
  const pairs = validatorsOf(fresh).map((validate, at) => [validate, validatorsOf(kept)[at]] as const);
  fc.assert(
    fc.property(VALUE, value => {
      for (const [one, other] of pairs) assert.deepEqual(other?.(value), one(value));
    }),
  );
}

function validatorsOf({ rules, schema }: CompiledProfile): ((value: unknown) => readonly SchemaError[])[] {
  return [...rules.map(({ must }) => must), ...(schema ? [schema.root, ...schema.properties.values()] : [])];
}

function nest(depth: number): JsonSchema {
  let schema: JsonValue = { type: 'string' };
  for (let level = 0; level < depth; level++) schema = { not: schema };
  return schema as JsonSchema;
}
