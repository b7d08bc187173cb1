/** `secure-config ledger member list`: who is in the ledger, and by which policy. */
import type { Arguments } from '../../../arguments.ts';
import type { Command, ExitCode } from '../../../command.ts';
import type { Io } from '../../../io.ts';
import { FORMAT_OPTION, orFail, withLedger } from '../../../ledger/here.ts';
import { membersText, policyText } from '../../../ledger/policy-text.ts';
import { page } from '../../../ledger/words.ts';

export const command: Command = {
  name: 'ledger member list',
  summary: 'list the members, or print the whole policy',
  positionals: '',
  description:
    'Prints who is in the ledger, with roles and keys; with --policy everything that the policy in force says.',
  options: {
    policy: { type: 'boolean', help: 'all of the policy: who approves what, and until when' },
    ...FORMAT_OPTION,
  },
  examples: [
    ['ledger member list', 'who there is'],
    ['ledger member list --policy --format json', 'the policy, for a program'],
  ],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withLedger(io, async ({ ledger }) => {
    const { policy } = orFail(await ledger.refresh()).state;
    const isWhole = given.flag('policy') === true;
    if (given.text('format') === 'json') {
      const { principals } = policy;
      io.out(
        `${JSON.stringify({ formatVersion: 1, ...(isWhole ? { policy } : { principals }) }, null, 2)}\n`,
      );
    } else if (isWhole) io.out(page(...policyText(policy, io)));
    else io.out(page(...membersText(policy, text => io.style('dim', text))));
    return 0;
  });
}
