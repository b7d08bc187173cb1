/** Patterns that the platform's engine matches instead of RE2 mean what they mean to RE2, and cannot be slow. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { linearMatcher } from '../../../shared/core/validation/pattern.ts';

const ATOMS = [
  'a',
  'Z',
  '0',
  '_',
  ' ',
  '/',
  ':',
  '-',
  '\\d',
  '\\w',
  '\\.',
  '\\\\',
  '\\+',
  '\\[',
  '\\s',
  '.',
  '(a|b)',
  '(?:ab)',
];
const CLASSES = [
  '[a-z]',
  '[^a-z]',
  '[A-Z0-9_]',
  '[\\w.-]',
  '[^\\d]',
  '[a-]',
  '[$?*]',
  '[^]',
  '[z-a]',
  '[[:alpha:]]',
  '[\\s]',
];
const REPEATS = ['', '', '', '?', '{2}', '+', '*', '{1,}', '{1,2}', '+?', '??', '**'];

const part = fc
  .tuple(fc.constantFrom(...ATOMS, ...CLASSES), fc.constantFrom(...REPEATS))
  .map(both => both.join(''));
const pattern = fc
  .tuple(fc.constantFrom('', '^'), fc.array(part, { maxLength: 4 }), fc.constantFrom('', '$'))
  .map(([start, parts, end]) => start + parts.join('') + end);
const text = fc
  .array(fc.constantFrom(...'aZ0_ /:-.\\+[b]\n\r\u2028é😀\ud83d$?*'), { maxLength: 6 })
  .map(characters => characters.join(''));

describe('patterns', () => {
  it('mean what they mean to RE2', () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 3, maxLength: 8 }), (source, texts) => {
        const expected = attempt(() => RE2JS.compile(source));
        const matches = attempt(() => linearMatcher(source));
        assert.equal(matches === undefined, expected === undefined, source);
        for (const each of texts) {
          assert.equal(matches?.(each), expected?.matcher(each).find(), JSON.stringify([source, each]));
        }
      }),
      { numRuns: 5000 },
    );
  });

  for (const source of [
    '^a?a?a?a?[a-z]+a?$',
    'a?a?a?a?b',
    '^[a-z]*[a-z]*[a-z]*[a-z]*$',
    '[a-z]+[a-z]+[a-z]+!',
    '(a+)+$',
  ]) {
    it(`take linear time: ${source}`, () => {
      const started = performance.now();
      linearMatcher(source)(`${'a'.repeat(100_000)}0`);
      assert.ok(performance.now() - started < 10_000);
    });
  }
});

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
