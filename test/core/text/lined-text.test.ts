/** A text in pieces, after any edits, says what the string says. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type LinedText, linedText } from '../../../shared/core/text/lined-text.ts';
import { applyStep, editSteps } from '../../support/random-edits.ts';

/** Whatever ends a line, by itself and in two halves, and enough for many pieces. */
const PARTS = [
  '\r',
  '\n',
  '\r\n',
  'a',
  'bc',
  `${'d'.repeat(70)}\n`.repeat(80),
  'e'.repeat(9000),
  '\r'.repeat(5000),
];

describe('a text in pieces', () => {
  it('is the same after any edits as anew', () => {
    const text = fc.array(fc.constantFrom(...PARTS), { maxLength: 12 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(text, editSteps(PARTS, 6), (start, steps) => {
        let current = start;
        let pieces = linedText(start);
        for (const step of steps) {
          const { text: next, change } = applyStep(current, step);
          pieces = pieces.replace(change, next.slice(change.start, change.newEnd));
          current = next;
          assertSame(pieces, current);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('finds the end of a line in front of its break, and places outside at the nearest end', () => {
    const { lines } = linedText('ab\r\n\rc\n');
    assert.deepEqual(
      [0, 1, 2, 3, 9].map(line => lines.offsetAt({ line, character: 7 })),
      [2, 4, 6, 7, 7],
    );
    assert.equal(lines.offsetAt({ line: -1, character: 3 }), 0);
    assert.deepEqual(lines.positionAt(-1), { line: 0, character: 0 });
    assert.deepEqual(lines.positionAt(99), { line: 3, character: 0 });
  });
});

function assertSame(pieces: LinedText, text: string): void {
  assert.equal(pieces.length, text.length);
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(found => found.index + found[0].length)];
  const places = Array.from({ length: 40 }, (_, index) => Math.floor((index * text.length) / 39));
  let line = 0;
  for (const [index, start] of places.entries()) {
    for (const end of places.slice(index, index + 3))
      assert.equal(pieces.slice(start, end), text.slice(start, end));
    while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= start) line++;
    const lineStart = starts[line] ?? 0;
    assert.deepEqual(pieces.lines.positionAt(start), { line, character: start - lineStart });
    assert.equal(pieces.lines.lineStart(line), lineStart);
  }
  assert.equal(pieces.lines.lineCount, starts.length);
  assert.equal(pieces.toString(), text);
}
