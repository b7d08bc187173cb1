/** Our validators say what ajv says: the same errors, with the same places and parameters, in the same order. */
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { JsonSchema, JsonValue } from '../../../shared/core/profile/profile.ts';
import type { SchemaError } from '../../../shared/core/validation/json-schema/check.ts';
import { createValidators, type Validator } from '../../../shared/core/validation/json-schema/validator.ts';
import { nativeMatcher } from '../../../shared/core/validation/pattern.ts';

const ajv = new Ajv2020({
  allErrors: true,
  strict: false,
  messages: false,
  ownProperties: true,
  inlineRefs: false,
  verbose: true,
  logger: false,
});
addFormats.default(ajv);

const NAMES = ['a', 'b', 'b/c', '~d', 'hasOwnProperty'];
const TYPES = ['string', 'number', 'integer', 'boolean', 'null', 'object', 'array'];

const value = fc.letrec<{ any: JsonValue }>(tie => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<JsonValue>(null, true, false, 0, 1, 2.5, -1, '', 'a', 'ab', 'b', '😀', '2020-01-01'),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;

const small = fc.integer({ min: 0, max: 3 });
const names = fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 });
const pattern = fc.constantFrom('^a', 'b$', '[b-z]', '^.{2}$', '/');

const schema = fc.letrec<{ any: JsonSchema; some: JsonSchema }>(tie => {
  const inner = tie('any');
  const list = fc.array(inner, { minLength: 1, maxLength: 3 });
  const named = fc.dictionary(fc.constantFrom(...NAMES), inner, { maxKeys: 3, noNullPrototype: true });
  const byPattern = fc.dictionary(pattern, inner, { maxKeys: 2, noNullPrototype: true });
  const keyword: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    type: fc.oneof(fc.constantFrom(...TYPES), fc.subarray(TYPES, { minLength: 1, maxLength: 3 })),
    const: value,
    enum: fc.uniqueArray(value, { minLength: 1, maxLength: 3, selector: each => JSON.stringify(each) }),
    not: inner,
    anyOf: list,
    oneOf: list,
    allOf: list,
    $ref: fc.constantFrom('#/$defs/one', '#/$defs/two'),
    maximum: small,
    minimum: small,
    exclusiveMaximum: small,
    exclusiveMinimum: small,
    multipleOf: fc.constantFrom(1, 2, 0.5),
    maxLength: small,
    minLength: small,
    pattern,
    format: fc.constantFrom('date', 'ipv4', 'int32', 'password', 'uuid'),
    maxItems: small,
    minItems: small,
    prefixItems: list,
    items: inner,
    contains: inner,
    minContains: small,
    maxContains: small,
    uniqueItems: fc.boolean(),
    maxProperties: small,
    minProperties: small,
    required: names,
    propertyNames: inner,
    additionalProperties: inner,
    properties: named,
    patternProperties: byPattern,
    dependentRequired: fc.dictionary(fc.constantFrom(...NAMES), names, { maxKeys: 2, noNullPrototype: true }),
    dependentSchemas: named,
    dependencies: fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(names, inner), {
      maxKeys: 2,
      noNullPrototype: true,
    }),
  };
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  const condition = fc.record({ if: inner, then: inner, else: inner }, { requiredKeys: ['if'] });
  const some = fc
    .subarray(Object.keys(keyword), { minLength: 1, maxLength: 4 })
    .chain(keys => fc.record(Object.fromEntries(keys.map(key => [key, keyword[key] ?? inner]))));
  const schemas = fc.tuple(some, fc.option(condition, { nil: {}, freq: 4 }));
  return {
    some: schemas.map(([own, ifs]) => ({ ...own, ...ifs }) as JsonSchema),
    any: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.boolean(), fc.constant({}), tie('some')),
  };
}).some;

const leaf = fc.constantFrom<JsonSchema>(
  { type: 'string', minLength: 1 },
  { required: ['a'] },
  { minimum: 1 },
);
const whole = fc
  .tuple(schema, leaf, leaf)
  .map(([own, one, two]): JsonSchema => ({ ...(own as object), $defs: { one, two } }));

/** What of a value no other keyword looks at: ajv does not always say here what the standard says. */
const REST: readonly (readonly [schema: JsonSchema, good: readonly unknown[], bad: readonly unknown[]])[] = [
  [
    { properties: { a: true }, patternProperties: { '^b': true }, unevaluatedProperties: false },
    [{ a: 1, bc: 1 }, {}, 'c'],
    [{ a: 1, c: 1 }],
  ],
  [
    {
      anyOf: [{ required: ['a'], properties: { a: true } }, { properties: { b: true } }],
      unevaluatedProperties: false,
    },
    [{ a: 1, b: 1 }, { b: 1 }],
    [{ a: 1, c: 1 }],
  ],
  [
    {
      oneOf: [{ required: ['a'], properties: { a: true, b: true } }, { required: ['c'] }],
      unevaluatedProperties: false,
    },
    [{ a: 1, b: 1 }],
    [{ c: 1 }, { b: 1 }],
  ],
  [
    {
      $ref: '#/$defs/own',
      $defs: { own: { properties: { a: true } } },
      unevaluatedProperties: { type: 'string' },
    },
    [{ a: 1, b: 'x' }],
    [{ a: 1, b: 1 }],
  ],
  [{ not: { not: { properties: { a: true } } }, unevaluatedProperties: false }, [{}], [{ a: 1 }]],
  [
    { properties: { a: { properties: { b: true } } }, unevaluatedProperties: false },
    [{ a: { c: 1 } }],
    [{ b: 1 }],
  ],
  [{ allOf: [{ additionalProperties: true }], unevaluatedProperties: false }, [{ a: 1 }], []],
  [{ allOf: [{ unevaluatedProperties: true }], unevaluatedProperties: false }, [{ a: 1 }], []],
  [{ allOf: [{ properties: { a: true } }, { unevaluatedProperties: false }] }, [{}], [{ a: 1 }]],
  [
    { dependentSchemas: { a: { properties: { a: true } } }, unevaluatedProperties: false },
    [{ a: 1 }],
    [{ b: 1 }],
  ],
  [{ prefixItems: [true], unevaluatedItems: false }, [[], [1], {}], [[1, 2]]],
  [
    { anyOf: [{ prefixItems: [true, { type: 'null' }] }, true], unevaluatedItems: { type: 'string' } },
    [[1, null, 'a'], ['a']],
    [[1, 1]],
  ],
  [{ allOf: [{ items: true }], unevaluatedItems: false }, [[1, 2]], []],
];

/** Objects whose keys are methods of every object's own. */
const ODD = [{ toString: null }, { constructor: { a: 1 } }, JSON.parse('{"__proto__": {"a": 1}}')];

describe('validators', () => {
  it('object to what ajv objects to', () => {
    fc.assert(
      fc.property(whole, fc.array(value, { minLength: 5, maxLength: 10 }), (each, values) => {
        const validate = ajv.compile(each);
        const ours = validatorOf(each);
        for (const one of values) {
          if (answers(validate, one))
            assert.deepEqual(
              ours(one).map(withoutPair),
              (validate.errors ?? []).map(ajvTold),
              JSON.stringify(one),
            );
        }
        ajv.removeSchema(each);
      }),
      { numRuns: 500 },
    );
  });

  for (const [each, good, bad] of REST) {
    it(`know what is left: ${JSON.stringify(each)}`, () => {
      const validate = validatorOf(each);
      for (const one of good) assert.deepEqual(validate(one), [], JSON.stringify(one));
      for (const one of bad) assert.notDeepEqual(validate(one), [], JSON.stringify(one));
    });
  }

  it('count a condition that does not hold as not having looked', () => {
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    const each = { if: { properties: { a: { const: 1 } } }, then: true, unevaluatedProperties: false };
    assert.deepEqual(validatorOf(each)({ a: 1 }), []);
    assert.equal(validatorOf(each)({ a: 2 }).length, 1);
  });

  it('compare objects with any keys', () => {
    for (const [index, one] of ODD.entries()) {
      const validate = validatorOf({ enum: [...ODD, 1] });
      assert.deepEqual(validate(structuredClone(one)), []);
      assert.equal(validatorOf({ enum: ODD.filter((_, at) => at !== index) })(one).length, 1);
      assert.equal(validatorOf({ uniqueItems: true })([...ODD, structuredClone(one)]).length, 1);
    }
    assert.deepEqual(validatorOf({ uniqueItems: true })([...ODD, '\u0000{}', {}, null, 'null', 1, '1']), []);
  });

  it('find what repeats in a long list in linear time', () => {
    const long = Array.from({ length: 200_000 }, (_, index) => ({ index }));
    assert.deepEqual(validatorOf({ uniqueItems: true })(long), []);
  });
});

function validatorOf(each: JsonSchema): Validator {
  return createValidators(each, { matcher: nativeMatcher, warn: () => undefined })(each);
}

/** Its code for what no schema looked at fails for some schemas. */
function answers(validate: (value: unknown) => unknown, value: unknown): boolean {
  try {
    validate(value);
    return true;
  } catch (error) {
    if (error instanceof TypeError || error instanceof ReferenceError) return false;
    throw error;
  }
}

type AjvError = Omit<SchemaError, 'schema' | 'value'> & { parentSchema?: JsonSchema; data?: unknown };

function ajvTold({ instancePath, schemaPath, keyword, params, parentSchema, data, propertyName }: AjvError) {
  const name = propertyName === undefined ? {} : { propertyName };
  return withoutPair({
    instancePath,
    schemaPath,
    keyword,
    params,
    schema: parentSchema ?? false,
    value: data,
    ...name,
  });
}

/** Which of several repeated items is named is nobody's concern. */
function withoutPair(error: SchemaError): SchemaError {
  return error.keyword === 'uniqueItems' ? { ...error, params: {} } : error;
}
