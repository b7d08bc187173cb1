/** What is said of a waiver's day and reason while they are typed. */
import assert from 'node:assert/strict';
import { dayAfter, objectionToDay, objectionToReason } from '../../client/waiver-terms.ts';

const NOW = new Date('2026-06-01T12:00:00Z');

describe('the terms of a waiver', () => {
  for (const [day, objection] of [
    ['2026-06-01', undefined],
    ['2027-01-31', undefined],
    ['2026-05-31', /is over/],
    ['2027-02-30', /no such day/],
    ['31.1.2027', /YYYY-MM-DD/],
    ['', /YYYY-MM-DD/],
  ] as const) {
    it(`until "${day}"`, () => {
      const said = objectionToDay(day, NOW);
      if (objection) assert.match(said ?? '', objection);
      else assert.equal(said, undefined);
    });
  }

  it('are ninety days and a reason', () => {
    assert.equal(dayAfter(90, NOW), '2026-08-30');
    assert.equal(objectionToReason('because'), undefined);
    assert.match(objectionToReason('  ') ?? '', /Say why/);
  });
});
