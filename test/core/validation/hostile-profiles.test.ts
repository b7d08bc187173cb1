/** Profiles come with repositories: a hostile one is refused with a message, or checked in good time. */
import assert from 'node:assert/strict';
import type { JsonSchema, JsonValue, Profile, Rule } from '../../../shared/core/profile/profile.ts';
import { compileProfile } from '../../../shared/core/validation/compile.ts';
import { checkWith, profileNamed, projectOf } from '../../support/checking.ts';

/** Far more than it takes, far less than a hang: machines are busy. */
const MOST_MILLISECONDS = 10_000;

const REFUSED: Readonly<Record<string, readonly [schema: JsonSchema, said: RegExp]>> = {
  'deep nesting': [nest(5000), /nests deeper/],
  'a schema within itself': [{ $ref: '#' }, /refers to itself/],
  'a definition within itself': [
    {
      $ref: '#/$defs/a',
      $defs: { a: { anyOf: [{ $ref: '#/$defs/b' }] }, b: { not: { $ref: '#/$defs/a' } } },
    },
    /refers to itself/,
  ],
  'definitions that double': [doubling(40), /too large/],
  'an address': [{ $ref: 'https://example.com/schema.json' }, /Refer by path/],
  'a reference to nothing': [{ $ref: '#/$defs/none' }, /none/],
  'a dynamic reference': [{ $dynamicRef: '#meta', $dynamicAnchor: 'meta' }, /Refer by path/],
  'a pattern that looks back': [{ pattern: '(a)\\1' }, /./],
  'a type that there is not': [{ type: 'text' }, /./],
  'a check that nobody waits for': [{ $async: true, type: 'string' }, /\$async/],
  'an unknown format': [{ type: 'string', format: 'no-such-format' }, /no-such-format/],
};

describe('hostile profiles', () => {
  for (const [name, [must, said]] of Object.entries(REFUSED)) {
    it(`are refused: ${name}`, async () => {
      const started = performance.now();
      const { problems, rules } = await compileProfile(profileWith({ rules: [ruleWith(must)] }));
      assert.deepEqual(rules, []);
      assert.equal(problems[0]?.rule, 'OWN_1');
      assert.match(problems[0].message, said);
      const whole = await compileProfile(profileWith({ schema: must }));
      assert.equal(whole.schema, undefined);
      assert.match(whole.problems[0]?.message ?? '', said);
      assert.ok(performance.now() - started < MOST_MILLISECONDS);
    });
  }

  it('cannot slow the check by a pattern', async () => {
    const must = { type: 'string', pattern: '^(a+)+$', not: { pattern: '(x+x+)+y' } };
    const project = await projectOf(profileWith({ rules: [ruleWith(must)] }));
    const started = performance.now();
    const { units } = checkWith(project, `A=${'a'.repeat(50_000)}!\n`);
    assert.equal(units[0]?.outcomes[0]?.breaches.length, 1);
    assert.ok(performance.now() - started < MOST_MILLISECONDS);
  });

  it('cannot slow the reading of a schema by a pattern for its own names', async () => {
    const schema = { properties: { [`${'a'.repeat(32)}!`]: true }, patternProperties: { '^(a+)+$': true } };
    const started = performance.now();
    assert.deepEqual((await compileProfile(profileWith({ schema }))).problems, []);
    assert.ok(performance.now() - started < MOST_MILLISECONDS);
  });

  it('are told of keywords without effect, and used all the same', async () => {
    const must = { type: 'integer', minumum: 3, 'x-note': 'ours' };
    const { problems, rules } = await compileProfile(profileWith({ rules: [ruleWith(must)] }));
    assert.equal(rules.length, 1);
    assert.deepEqual(
      problems.map(({ message }) => /`(.*?)`/.exec(message)?.[1]),
      ['minumum'],
    );
  });

  it('keep patterns apart', async () => {
    const must = { allOf: [{ pattern: '^a' }, { pattern: 'b$' }] };
    const project = await projectOf(profileWith({ rules: [ruleWith(must)] }));
    const breaches = (text: string) => checkWith(project, text).units[0]?.outcomes[0]?.breaches.length;
    assert.equal(breaches('A=ab\n'), 0);
    assert.equal(breaches('A=ac\n'), 1);
    assert.equal(breaches('A=cb\n'), 1);
  });

  it('may name a key as objects name their prototype', async () => {
    const schema: JsonSchema = JSON.parse(
      `{"additionalProperties": false, "properties": {"__proto__": {"type": "integer"}, ${[...'abcdefghi'].map(key => `"${key}": true`).join()}}}`,
    );
    const project = await projectOf(profileWith({ schema }));
    const codes = (text: string) =>
      checkWith(project, text, { path: 'a.yaml' }).findings.map(({ code, field }) => `${code} ${field}`);
    assert.deepEqual(codes('__proto__: 1\na: 1\n'), []);
    assert.deepEqual(codes('__proto__: x\n'), ['schema/type __proto__']);
  });

  it('cannot reach what every object inherits', async () => {
    const schema: JsonSchema = {
      type: 'object',
      additionalProperties: false,
      required: ['toString', 'constructor'],
      properties: { hasOwnProperty: { type: 'integer' } },
    };
    const project = await projectOf(profileWith({ schema }));
    const text = '__proto__: {polluted: 1}\nhasOwnProperty: x\nother: 1\n';
    const { findings } = checkWith(project, text, { path: 'a.yaml' });
    assert.deepEqual(findings.map(({ code, field }) => `${code} ${field}`).sort(), [
      'schema/required constructor',
      'schema/required toString',
      'schema/type hasOwnProperty',
      'schema/unknown-field __proto__',
      'schema/unknown-field other',
    ]);
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });
});

function nest(depth: number): JsonSchema {
  let schema: JsonSchema & JsonValue = { type: 'string' };
  for (let level = 0; level < depth; level++) schema = { not: schema };
  return schema;
}

function doubling(count: number): JsonSchema {
  const definitions: Record<string, JsonValue> = { d0: { type: 'string' } };
  for (let index = 1; index <= count; index++) {
    const $ref = `#/$defs/d${index - 1}`;
    definitions[`d${index}`] = { allOf: [{ $ref }, { $ref }] };
  }
  return { $ref: `#/$defs/d${count}`, $defs: definitions };
}

function ruleWith(must: JsonSchema): Rule {
  return {
    id: 'OWN_1',
    name: 'Own rule',
    severity: 'error',
    frameworks: [],
    environments: [],
    fields: ['**'],
    must,
    message: '{field} is wrong.',
    why: '',
    remedy: 'Mend it.',
    expected: 'Something else',
    waivable: false,
    examples: { valid: [], invalid: [] },
    source: 'rules/own.yaml',
  };
}

function profileWith(parts: Partial<Profile>): Profile {
  return { ...profileNamed('twelve-factor'), rules: [], ...parts };
}
