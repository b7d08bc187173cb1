/** Text becomes the type that the schema asks for, or a message that says what would have been. */
import assert from 'node:assert/strict';
import type { ScalarNode } from '../../../shared/core/document/document.ts';
import type { JsonValue } from '../../../shared/core/profile/profile.ts';
import { coerce, type TypedField } from '../../../shared/core/validation/coerce.ts';

const READ: readonly (readonly [TypedField['type'], string, JsonValue])[] = [
  ['integer', '5432', 5432],
  ['integer', '-1', -1],
  ['integer', '007', 7],
  ['number', '0.5', 0.5],
  ['number', '1e3', 1000],
  ['boolean', 'true', true],
  ['boolean', 'YES', true],
  ['boolean', 'On', true],
  ['boolean', '1', true],
  ['boolean', '0', false],
  ['boolean', 'off', false],
  ['boolean', 'No', false],
  ['array', '["a", 1]', ['a', 1]],
  ['object', '{"a": {"b": 1}}', { a: { b: 1 } }],
  ['string', ' as it is ', ' as it is '],
];

const REFUSED: readonly (readonly [TypedField['type'], string])[] = [
  ['integer', '5.0'],
  ['integer', '1e3'],
  ['integer', ' 5'],
  ['integer', ''],
  ['integer', '0x10'],
  ['integer', '99999999999999999999'],
  ['number', 'NaN'],
  ['number', '.5'],
  ['boolean', 'maybe'],
  ['boolean', ''],
  ['array', 'a,b'],
  ['array', '{"a": 1}'],
  ['object', '[1]'],
  ['object', 'null'],
];

describe('coercion', () => {
  for (const [type, text, value] of READ) {
    it(`reads ${JSON.stringify(text)} as ${type}`, () => {
      assert.deepEqual(coerce(textNode(text), { type, schema: {} }), { value });
    });
  }

  for (const [type, text] of REFUSED) {
    it(`does not read ${JSON.stringify(text)} as ${type}`, () => {
      const result = coerce(textNode(text), { type, schema: {} });
      assert.ok('expected' in result && result.expected.length > 0);
    });
  }

  it('reads any letter case where one is meant, in YAML too', () => {
    const field: TypedField = { type: 'string', schema: { letterCase: 'upper' } };
    assert.deepEqual(coerce(textNode('debug'), field), { value: 'DEBUG' });
    assert.deepEqual(coerce({ ...textNode('Info'), origin: 'typed' }, field), { value: 'INFO' });
  });

  it('leaves YAML types alone', () => {
    const node: ScalarNode = { ...textNode('5'), origin: 'typed' };
    assert.deepEqual(coerce(node, { type: 'integer', schema: {} }), { value: '5' });
  });
});

function textNode(value: string): ScalarNode {
  return { kind: 'scalar', span: { start: 0, end: value.length }, value, origin: 'text', references: [] };
}
