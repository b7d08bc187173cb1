/** Many writers and two hundred killed ones, as long as it takes. */
import { appendTogether, killAppends } from '../support/ledger-concurrency.ts';

describe('a ledger with many writers', () => {
  it('keeps one line of 400 events that eight processes append at once', () => appendTogether(8, 50)).timeout(
    600_000,
  );

  it('loses no acknowledged event when its writer is killed 200 times', () =>
    killAppends(200, Math.random)).timeout(600_000);
});
