/** Edits in several rounds are the same as the one set of edits that a draft makes of them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDraft } from '../../../shared/core/text/draft.ts';
import { applyEdits, spanOf, type TextEdit } from '../../../shared/core/text/text.ts';

/** Places as fractions of the text, which is another one in each round. */
const round = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.string({ maxLength: 3 })), {
  maxLength: 4,
});

describe('draft', () => {
  it('leads from the first text to the last in one step', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(round, { maxLength: 4 }), (text, rounds) => {
        let draft = createDraft(text);
        for (const each of rounds) draft = draft.apply(editsOf(each, draft.text));
        assert.equal(applyEdits(text, draft.edits()), draft.text);
      }),
    );
  });

  it('has no edits when nothing was changed', () => assert.deepEqual(createDraft('abc').edits(), []));
});

function editsOf(places: readonly (readonly [number, string])[], text: string): TextEdit[] {
  const offsets = places.map(([place]) => Math.floor(place * text.length)).sort((a, b) => a - b);
  return offsets.flatMap((start, index) => {
    const end = offsets[index + 1] ?? text.length;
    const width = Math.min(end - start, index % 3);
    return [{ span: spanOf(start, start + width), newText: places[index]?.[1] ?? '' }];
  });
}
