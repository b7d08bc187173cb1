/** Eighty flipped bits, each of which is found. */
import { flipBits } from '../support/ledger-damage.ts';

describe('a ledger with a flipped bit', () => {
  it('is found out, 80 times of 80', () => flipBits(80, Math.random)).timeout(600_000);
});
