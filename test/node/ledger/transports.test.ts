/** Two people and one remote over each transport: the short form of test/soak/ledger-transports.test.ts. */
import { TRANSPORTS } from '../../support/git-remotes.ts';
import { syncTogether } from '../../support/ledger-clones.ts';

describe('a ledger shared by two', () => {
  for (const [name, transport] of Object.entries(TRANSPORTS)) {
    it(`over ${name} holds the events of both`, () => syncTogether(transport, 2, 3)).timeout(60_000);
  }
});
