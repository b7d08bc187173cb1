/** The validators that were compiled when the product was built do the same as ones compiled while it runs. */
import assert from 'node:assert/strict';
import { builtinProfileNames, precompiledSchema, precompiledValidator } from 'secure-config:profiles';
import fc from 'fast-check';
import type { JsonSchema } from '../../../shared/core/profile/profile.ts';
import type { SchemaError, Validator } from '../../../shared/core/validation/compile.ts';
import { compileProfile } from '../../../shared/core/validation/compile.ts';
import { splitSchema } from '../../../shared/core/validation/split-schema.ts';
import { profileNamed } from '../../support/checking.ts';
import { compileSchema } from '../../support/compiling.ts';

describe('precompiled validators', () => {
  for (const name of builtinProfileNames) {
    const profile = profileNamed(name);

    it(`${name}: are found for every schema`, async () => {
      const compiled = await compileProfile(profile);
      assert.deepEqual(compiled.problems, []);
      assert.equal(compiled.rules.length, profile.rules.length);
      for (const { rule, must } of compiled.rules) assert.equal(must, precompiledValidator(rule.must));
    });

    for (const rule of profile.rules) {
      it(`${name} ${rule.id}: say the same`, () => {
        const [ready, made] = [precompiledValidator(rule.must), compileSchema(rule.must)];
        assert.ok(ready);
        const values = [...rule.examples.valid, ...rule.examples.invalid].flatMap(example =>
          Object.values(example),
        );
        for (const value of values) assertSame(ready, made, value);
        fc.assert(fc.property(fc.oneof(strings, fc.jsonValue()), value => assertSame(ready, made, value)));
      });
    }
  }

  it('voicehive: the schema says the same', () => {
    const { schema } = profileNamed('voicehive');
    assert.ok(typeof schema === 'object');
    const ready = precompiledSchema(schema);
    assert.ok(ready);
    const parts = splitSchema(schema);
    assertAgree(
      ready.root,
      parts.root,
      fc.object({ key: fc.constantFrom(...parts.properties.keys(), 'other') }),
    );
    for (const [name, part] of parts.properties) {
      const validator = ready.properties.get(name);
      assert.ok(validator);
      const names = Object.keys(part.properties ?? {});
      assertAgree(
        validator,
        { ...part, ...parts.definitions },
        fc.dictionary(fc.constantFrom(...names, 'other'), fc.oneof(strings, fc.jsonValue())),
      );
    }
  });
});

const strings = fc.oneof(
  fc.string(),
  fc.webUrl(),
  fc.emailAddress(),
  fc.constantFrom('RS256', 'DEBUG', 'production', 'password', 'wss://a.example.com', 'http://localhost', '*'),
);

function assertAgree(ready: Validator, schema: JsonSchema, values: fc.Arbitrary<unknown>): void {
  const made = compileSchema(schema);
  fc.assert(fc.property(values, value => assertSame(ready, made, value)));
}

function assertSame(ready: Validator, made: Validator, value: unknown): void {
  assert.deepEqual(ready(value).map(told), made(value).map(told));
}

/** Where a reference is followed, the two may name the way there differently. */
function told({ keyword, instancePath, params }: SchemaError) {
  return { keyword, instancePath, params };
}
