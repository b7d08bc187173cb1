/** Four clones of a ledger, 25 events each, recorded and pushed at the same time over every transport. */
import { describe, it } from 'mocha';
import { TRANSPORTS } from '../support/git-remotes.ts';
import { shareLedger } from '../support/shared-ledger.ts';

describe('a ledger of four people', () => {
  for (const [name, transport] of Object.entries(TRANSPORTS)) {
    it(`has all hundred events everywhere, shared over ${name}`, () => shareLedger(transport, 4, 25));
  }
});
