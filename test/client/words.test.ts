import assert from 'node:assert/strict';
import { describeCounts, describeScore, levelOf } from '../../client/words.ts';

const NONE = { critical: 0, error: 0, warning: 0, info: 0 };

describe('the client’s words', () => {
  const counts: readonly [Partial<typeof NONE>, string][] = [
    [{}, 'no findings'],
    [{ critical: 2 }, '2 critical'],
    [{ critical: 1, error: 1, warning: 2, info: 1 }, '1 critical, 1 error, 2 warnings, 1 note'],
  ];
  for (const [given, expected] of counts) {
    it(`counts: ${expected}`, () => assert.equal(describeCounts({ ...NONE, ...given }), expected));
  }

  const scores: readonly [number | null, string][] = [
    [null, '–'],
    [100, '100'],
    [85.33, '85.33'],
    [99.9999, '100'],
    [0, '0'],
  ];
  for (const [score, expected] of scores) {
    it(`score ${score}: ${expected}`, () => assert.equal(describeScore(score), expected));
  }

  it('takes a document that is not compliant for an error, whatever its counts', () => {
    const status = {
      environment: null,
      profile: null,
      score: 99,
      isCompliant: false,
      counts: NONE,
      baseline: null,
    };
    assert.equal(levelOf(status), 'error');
    assert.equal(levelOf({ ...status, isCompliant: true }), 'good');
    assert.equal(levelOf({ ...status, isCompliant: true, counts: { ...NONE, warning: 1 } }), 'warning');
  });
});
