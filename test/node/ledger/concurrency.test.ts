/** The short form of what test/soak/ledger-concurrency.test.ts does for long. */
import { appendTogether, killAppends } from '../../support/ledger-concurrency.ts';

describe('a ledger with many writers', () => {
  it('keeps one line of all events that four processes append at once', () => appendTogether(4, 6)).timeout(
    60_000,
  );

  it('loses no acknowledged event when its writer is killed', () => killAppends(12, Math.random)).timeout(
    60_000,
  );
});
