import assert from 'node:assert/strict';
import { alarmText, describeTime, readable } from '../../../client/ledger/words.ts';

describe('what the ledger says, in the editor', () => {
  const moment = '2026-11-20T10:00:00.000Z';
  const id = '0b54c2f4-6f6e-4a0e-9d4f-3c1c0a5b7d11';

  it('has moments in the person’s own time, and as much of an id as names it', () => {
    assert.equal(
      readable(`The request ${id} expired at ${moment}.`),
      `The request 0b54c2f4 expired at ${describeTime(moment)}.`,
    );
  });

  it('has the titles of requests in an alarm', () => {
    const message = `The request ${id} was rejected by bob. The request ${id} is final.`;
    assert.equal(
      alarmText({ message, requests: { [id]: 'port of production' } }),
      'The request for port of production was rejected by bob. The request for port of production is final.',
    );
  });

  it('keeps digests, names and what is no whole id', () => {
    const sentence = `Head sha256:${'0b54c2f4'.repeat(8)}, v12 of 2026-11-20, invalid-0b54c2f46f6e4a0e`;
    assert.equal(readable(sentence), sentence);
  });
});
