/** `secure-config ledger policy show`: everything that the policy in force says. */

import { toAdopt } from '../../../../shared/core/ledger/adopt.ts';
import { proposePolicy } from '../../../../shared/core/ledger/from-profile.ts';
import { ruleSetDigest } from '../../../../shared/core/workflow/rule-set.ts';
import type { Arguments } from '../../../arguments.ts';
import type { Command, ExitCode } from '../../../command.ts';
import type { Io } from '../../../io.ts';
import { orFail, withLedger } from '../../../ledger/here.ts';
import { policyText } from '../../../ledger/policy-text.ts';
import { proposalText } from '../../../ledger/proposal-text.ts';
import { page } from '../../../ledger/words.ts';

export const command: Command = {
  name: 'ledger policy show',
  summary: 'print the policy in force',
  positionals: '',
  description:
    'Prints who approves what, until when, and who there is; and says where the project’s files propose something else.',
  options: {
    format: { type: 'string', choices: ['text', 'yaml', 'json'], default: 'text', help: 'how to print' },
  },
  examples: [
    ['ledger policy show', 'who approves what'],
    ['ledger policy show --format json', 'all of it, for a program'],
    ['ledger policy show --format yaml > policy.yaml', 'what ledger policy edit --file takes'],
  ],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withLedger(io, async ({ code, ledger, project }) => {
    const { policy } = orFail(await ledger.refresh()).state;
    const proposed = toAdopt(policy, proposePolicy(project.profile), ruleSetDigest(project));
    const format = given.text('format');
    if (format === 'json') io.out(`${JSON.stringify({ formatVersion: 1, policy, proposed }, null, 2)}\n`);
    else if (format === 'yaml') io.out(code.policyYaml(policy));
    else io.out(page(...policyText(policy, io), ...proposalText(proposed, io)));
    return 0;
  });
}
