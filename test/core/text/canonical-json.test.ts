/** Canonical JSON is what RFC 8785 says: one spelling for each value. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonValue } from '../../../shared/core/profile/profile.ts';
import { canonicalJson } from '../../../shared/core/text/canonical-json.ts';

/** From the RFC's own examples and its rules. */
const SPELLINGS: readonly (readonly [JsonValue, string])[] = [
  [{ b: 1, a: [true, null, {}] }, '{"a":[true,null,{}],"b":1}'],
  [[1e30, 4.5, 2e-3, 1e-27, -0], '[1e+30,4.5,0.002,1e-27,0]'],
  ['\u20ac$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
  [
    { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 },
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}',
  ],
];

describe('canonical JSON', () => {
  for (const [value, text] of SPELLINGS) it(`writes ${text}`, () => assert.equal(canonicalJson(value), text));

  it('is JSON for the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        assert.deepEqual(JSON.parse(canonicalJson(value as JsonValue)), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), object => {
        const reversed = Object.fromEntries(Object.entries(object).reverse());
        assert.equal(canonicalJson(reversed as JsonValue), canonicalJson(object as JsonValue));
      }),
    );
  });
});
