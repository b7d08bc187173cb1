/** `secure-config ledger policy show`: everything that the policy in force says. */

import { toAdopt } from '../../../../shared/core/ledger/adopt.ts';
import { proposePolicy } from '../../../../shared/core/ledger/from-profile.ts';
import { ruleSetDigest } from '../../../../shared/core/workflow/rule-set.ts';
import type { Arguments } from '../../../arguments.ts';
import type { Command, ExitCode } from '../../../command.ts';
import type { Io } from '../../../io.ts';
import { FORMAT_OPTION, orFail, withLedger } from '../../../ledger/here.ts';
import { policyText } from '../../../ledger/policy-text.ts';
import { proposalText } from '../../../ledger/proposal-text.ts';
import { page } from '../../../ledger/words.ts';

export const command: Command = {
  name: 'ledger policy show',
  summary: 'print the policy in force',
  positionals: '',
  description:
    'Prints who approves what, until when, and who there is; and says where the project’s files propose something else.',
  options: FORMAT_OPTION,
  examples: [
    ['ledger policy show', 'who approves what'],
    ['ledger policy show --format json', 'all of it, for a program'],
  ],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withLedger(io, async ({ ledger, project }) => {
    const { policy } = orFail(await ledger.refresh()).state;
    const proposed = toAdopt(policy, proposePolicy(project.profile), ruleSetDigest(project));
    if (given.text('format') === 'json')
      io.out(`${JSON.stringify({ formatVersion: 1, policy, proposed }, null, 2)}\n`);
    else io.out(page(...policyText(policy, io), ...proposalText(proposed, io)));
    return 0;
  });
}
