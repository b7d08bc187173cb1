/** A ledger that several people share, over every transport. The long form is in test/soak. */
import { describe, it } from 'mocha';
import { TRANSPORTS } from '../../support/git-remotes.ts';
import { shareLedger } from '../../support/shared-ledger.ts';

describe('a ledger of several people', () => {
  for (const [name, transport] of Object.entries(TRANSPORTS)) {
    it(`comes together by itself over ${name}`, () => shareLedger(transport, 2, 3)).timeout(90_000);
  }
});
