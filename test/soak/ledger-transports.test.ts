/** Four people with 25 events each and one remote, over each transport. */
import { TRANSPORTS } from '../support/git-remotes.ts';
import { syncTogether } from '../support/ledger-clones.ts';

describe('a ledger shared by four', () => {
  for (const [name, transport] of Object.entries(TRANSPORTS)) {
    it(`over ${name} holds 25 events of each`, () => syncTogether(transport, 4, 25)).timeout(600_000);
  }
});
