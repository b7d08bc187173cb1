import assert from 'node:assert/strict';
import { codeOfRefusal, Refusal, refusalIn } from '../../client/refusal.ts';

describe('a refusal', () => {
  it('is told by its code from a fault', () => {
    const answered = Object.assign(new Error('Ask somebody else.'), { data: { code: 'self-approval' } });
    assert.equal(refusalIn(answered), 'Ask somebody else.');
    assert.equal(codeOfRefusal(answered), 'self-approval');
    assert.equal(refusalIn(new Refusal('No.')), 'No.');
    for (const fault of [new Error('x'), Object.assign(new Error('x'), { data: null }), undefined, 'x'])
      assert.equal(refusalIn(fault), undefined);
  });
});
