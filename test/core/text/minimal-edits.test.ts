/** One text becomes another, and lines that both have are not touched. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { minimalEdits } from '../../../shared/core/text/minimal-edits.ts';
import { applyEdits } from '../../../shared/core/text/text.ts';

/** `[what is replaced → by what]`. */
const CASES: readonly (readonly [what: string, current: string, wanted: string, edits: readonly string[]])[] =
  [
    ['nothing', 'A=1\n', 'A=1\n', []],
    ['a value', 'A=1\nB=2\nC=3\n', 'A=1\nB=20\nC=3\n', [' → 0']],
    ['two values', 'A=1\nB=2\nC=3\n', 'A=9\nB=2\nC=8\n', ['1 → 9', '3 → 8']],
    ['a line more', 'A=1\nC=3\n', 'A=1\nB=2\nC=3\n', [' → B=2\n']],
    ['a line less', 'A=1\nB=2\nC=3\n', 'A=1\nC=3\n', ['B=2\n → ']],
    ['line ends', 'A=1\r\nB=2\r\n', 'A=1\nB=2\n', ['\r\nB=2\r\n → \nB=2\n']],
    ['a character of two units', 'A=😀\n', 'A=😁\n', ['😀 → 😁']],
    ['everything', '', 'A=1\n', [' → A=1\n']],
  ];

describe('minimal edits', () => {
  for (const [what, current, wanted, edits] of CASES) {
    it(`for ${what}`, () => {
      const made = minimalEdits(current, wanted);
      assert.deepEqual(
        made.map(({ span, newText }) => `${current.slice(span.start, span.end)} → ${newText}`),
        edits,
      );
      assert.equal(applyEdits(current, made), wanted);
    });
  }

  it('lead from any text to any other', () => {
    const texts = fc
      .array(fc.constantFrom('A=1', 'B=2', '# c', '', '😀', '\uFEFF'), { maxLength: 12 })
      .chain(lines => fc.constantFrom('\n', '\r\n', '\r').map(end => lines.join(end)));
    fc.assert(
      fc.property(texts, texts, (current, wanted) => {
        const edits = minimalEdits(current, wanted);
        assert.equal(applyEdits(current, edits), wanted);
        for (const { span, newText } of edits) {
          for (const at of [span.start, span.end]) {
            assert.doesNotMatch(current.slice(at - 1, at + 1), /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/);
          }
          assert.notEqual(current.slice(span.start, span.end), newText);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
