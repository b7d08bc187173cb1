/** A schema that is cut at its top-level properties objects to what the whole schema objects to. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CompiledSchema } from '../../../shared/core/validation/compile.ts';
import type { JsonObject } from '../../../shared/core/validation/split-schema.ts';
import { compileParts, compileSchema } from '../../support/compiling.ts';

const PORT = { type: 'integer', maximum: 9 };

const SCHEMAS: Readonly<Record<string, JsonObject>> = {
  'shared definitions': {
    properties: { a: { $ref: '#/$defs/port' }, b: { properties: { a: { $ref: '#/$defs/port' } } } },
    $defs: { port: PORT },
  },
  'definitions by their older name': {
    properties: { a: { items: { $ref: '#/definitions/port' } } },
    definitions: { port: PORT },
  },
  'names with marks': { properties: { 'a/b~c%d "e"': PORT, '': PORT, é: PORT } },
  'a property that is never allowed': { properties: { a: false, b: true } },
  'what ties properties together': {
    additionalProperties: false,
    properties: { a: PORT, b: { type: 'string' } },
    required: ['b'],
    if: { required: ['a'] },
    else: { properties: { b: { minLength: 3 } } },
  },
  'what cannot be cut': { properties: { a: PORT, b: { $ref: '#/properties/a' } } },
};

describe('parts of a schema', () => {
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    it(`say what the whole says: ${name}`, () => {
      const whole = compileSchema(schema);
      const parts = compileParts(schema);
      const keys = [...Object.keys(schema.properties as JsonObject), 'a', 'b', 'other'];
      const value = fc.oneof(fc.nat(20), fc.string({ maxLength: 5 }), fc.array(fc.nat(20), { maxLength: 2 }));
      const inner = fc.dictionary(fc.constantFrom('a', 'b'), value, { noNullPrototype: true });
      const object = fc.dictionary(fc.constantFrom(...keys), fc.oneof(value, inner), {
        noNullPrototype: true,
      });
      fc.assert(fc.property(object, each => assert.equal(accepts(parts, each), whole(each).length === 0)));
    });
  }
});

function accepts({ root, properties }: CompiledSchema, value: Readonly<Record<string, unknown>>): boolean {
  const isGood = (name: string): boolean => (properties.get(name)?.(value[name]) ?? []).length === 0;
  return root(value).length === 0 && Object.keys(value).every(isGood);
}
