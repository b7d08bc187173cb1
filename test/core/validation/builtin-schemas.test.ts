/** The schemas of the built-in profiles are sound, and their patterns say the same in the engine of the platform. */
import assert from 'node:assert/strict';
import { builtinProfileNames, isBuiltinSchema } from 'secure-config:profiles';
import fc from 'fast-check';
import type { JsonSchema } from '../../../shared/core/profile/profile.ts';
import { compileProfile } from '../../../shared/core/validation/compile.ts';
import type { Validator } from '../../../shared/core/validation/json-schema/validator.ts';
import { compileParts, compileSchema } from '../../../shared/core/validation/schema-compiler.ts';
import { profileNamed } from '../../support/checking.ts';

describe('built-in schemas', () => {
  for (const name of builtinProfileNames) {
    const profile = profileNamed(name);

    it(`${name}: compile`, () => {
      const compiled = compileProfile(profile);
      assert.deepEqual(compiled.problems, []);
      assert.equal(compiled.rules.length, profile.rules.length);
      for (const { rule } of compiled.rules) assert.ok(isBuiltinSchema(rule.must));
    });

    for (const rule of profile.rules) {
      it(`${name} ${rule.id}: says what a copy says that comes with a repository`, () => {
        const [ours, copy] = [compileSchema(rule.must, assert.fail), compileCopy(rule.must)];
        const examples = [...rule.examples.valid, ...rule.examples.invalid].flatMap(each =>
          Object.values(each),
        );
        for (const value of examples) assertSame(ours, copy, value);
        fc.assert(fc.property(fc.oneof(strings, fc.jsonValue()), value => assertSame(ours, copy, value)));
      });
    }
  }

  it('voicehive: the schema says what a copy says', () => {
    const { schema } = profileNamed('voicehive');
    assert.ok(typeof schema === 'object');
    const [ours, copy] = [schema, structuredClone(schema)].map(each => compileParts(each, assert.fail));
    assert.ok(ours && copy);
    const names = fc.constantFrom(...ours.properties.keys(), 'other');
    assertAgree(ours.root, copy.root, fc.object({ key: names }));
    for (const [name, validator] of ours.properties) {
      const part = (schema.properties as Readonly<Record<string, { properties?: object }>>)[name];
      const keys = fc.constantFrom(...Object.keys(part?.properties ?? {}), 'other');
      const other = copy.properties.get(name);
      assert.ok(other);
      assertAgree(validator, other, fc.dictionary(keys, fc.oneof(strings, fc.jsonValue())));
    }
  });
});

const strings = fc.oneof(
  fc.string(),
  fc.webUrl(),
  fc.emailAddress(),
  fc.constantFrom('RS256', 'DEBUG', 'production', 'password', 'wss://a.example.com', 'http://localhost', '*'),
);

function compileCopy(schema: JsonSchema): Validator {
  return compileSchema(structuredClone(schema), assert.fail);
}

function assertAgree(ours: Validator, copy: Validator, values: fc.Arbitrary<unknown>): void {
  fc.assert(fc.property(values, value => assertSame(ours, copy, value)));
}

function assertSame(ours: Validator, copy: Validator, value: unknown): void {
  assert.deepEqual(ours(value), copy(value));
}
