/** `secure-config ledger policy adopt`: puts in force what the project's files propose now. */
import { toAdopt } from '../../../../shared/core/ledger/adopt.ts';
import { proposePolicy } from '../../../../shared/core/ledger/from-profile.ts';
import { ruleSetDigest } from '../../../../shared/core/workflow/rule-set.ts';
import type { Arguments } from '../../../arguments.ts';
import type { Command, ExitCode } from '../../../command.ts';
import type { Io } from '../../../io.ts';
import { orFail, withLedger } from '../../../ledger/here.ts';
import { changePolicy } from '../../../workflow/change-policy.ts';
import { withWorkflow } from '../../../workflow/here.ts';
import { ACT_OPTIONS } from '../../../workflow/options.ts';

export const command: Command = {
  name: 'ledger policy adopt',
  summary: 'put in force what the project’s files propose now',
  positionals: '',
  description:
    'Takes approvals, drift and rules over as profile and manifest have them now, as a new version of the policy: at once, or ' +
    'by a request where the policy in force wants others to approve. Members and their roles stay. Contents that were checked ' +
    'by other rules cannot be applied before that.',
  options: {
    justification: {
      type: 'string',
      short: 'j',
      value: 'TEXT',
      default: 'approvals, drift and rules as the project has them',
      help: 'why it has to be',
    },
    ...ACT_OPTIONS,
  },
  examples: [['ledger policy adopt', 'after the rules of the project have changed']],
  maxPositionals: 0,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  if (!(await isProposed(io))) {
    io.err('The policy in force is what the project’s files propose.\n');
    return 0;
  }
  const change = { kind: 'adopt', justification: given.text('justification') ?? '' } as const;
  return withWorkflow(given, io, service => changePolicy(service, change, given, io));
}

async function isProposed(io: Io): Promise<boolean> {
  let isNew = false;
  await withLedger(io, async ({ ledger, project }) => {
    const { policy } = orFail(await ledger.refresh()).state;
    isNew = toAdopt(policy, proposePolicy(project.profile), ruleSetDigest(project)).length > 0;
    return 0;
  });
  return isNew;
}
