/** `secure-config ledger member list`: who is in the ledger, and by which policy. */
import type { Arguments } from '../../../arguments.ts';
import type { Command, ExitCode } from '../../../command.ts';
import type { Io } from '../../../io.ts';
import { FORMAT_OPTION, orFail, withLedger } from '../../../ledger/here.ts';
import { membersText } from '../../../ledger/policy-text.ts';
import { page } from '../../../ledger/words.ts';

export const command: Command = {
  name: 'ledger member list',
  summary: 'list the members',
  positionals: '',
  description: 'Prints who is in the ledger, with roles, types of keys, and whether they read secrets.',
  options: {
    ...FORMAT_OPTION,
  },
  examples: [
    ['ledger member list', 'who there is'],
    ['ledger member list --format json', 'with their keys, for a program'],
  ],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withLedger(io, async ({ ledger }) => {
    const { policy } = orFail(await ledger.refresh()).state;
    if (given.text('format') === 'json') {
      const { principals } = policy;
      io.out(`${JSON.stringify({ formatVersion: 1, principals }, null, 2)}
`);
    } else io.out(page(...membersText(policy, text => io.style('dim', text))));
    return 0;
  });
}
