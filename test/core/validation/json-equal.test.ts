/** JSON values are compared by what they hold, whatever their keys are called. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { jsonEqual } from '../../../shared/core/validation/json-equal.ts';

describe('equal JSON values', () => {
  it('are those that node takes for equal', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const [one, other] = [a, b].map(each => JSON.parse(JSON.stringify(each)));
        assert.equal(jsonEqual(one, other), isDeepStrictEqual(one, other));
        assert.ok(jsonEqual(one, JSON.parse(JSON.stringify(one))));
      }),
    );
  });

  it('may have keys that objects have anyway', () => {
    for (const key of ['valueOf', 'toString', 'constructor', '__proto__', 'hasOwnProperty']) {
      const [one, same, other] = [1, 1, 2].map(value => JSON.parse(`{"${key}": ${value}}`));
      assert.equal(jsonEqual(one, same), true, key);
      assert.equal(jsonEqual(one, other), false, key);
      assert.equal(jsonEqual(one, {}), false, key);
    }
  });
});
