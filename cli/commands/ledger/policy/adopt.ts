/** `secure-config ledger policy adopt`: puts in force what the project's files propose now. */
import { toAdopt } from '../../../../shared/core/ledger/adopt.ts';
import { proposePolicy } from '../../../../shared/core/ledger/from-profile.ts';
import { ruleSetDigest } from '../../../../shared/core/workflow/rule-set.ts';
import { type Arguments, wrongUse } from '../../../arguments.ts';
import type { Command, ExitCode } from '../../../command.ts';
import type { Io } from '../../../io.ts';
import { AS_OPTION, actingPerson, orFail, withLedger } from '../../../ledger/here.ts';
import { page } from '../../../ledger/words.ts';

export const command: Command = {
  name: 'ledger policy adopt',
  summary: 'put in force what the project’s files propose now',
  positionals: '',
  description:
    'Takes approvals, drift and rules over as profile and manifest have them now, as a new version of the policy. Members ' +
    'and their roles stay. Contents that were checked by other rules cannot be applied before that.',
  options: { yes: { type: 'boolean', short: 'y', help: 'do it without asking' }, ...AS_OPTION },
  examples: [['ledger policy adopt', 'after the rules of the project have changed']],
  maxPositionals: 0,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withLedger(io, async here => {
    const { code, ledger, project } = here;
    const [proposed, ruleSet] = [proposePolicy(project.profile), ruleSetDigest(project)];
    const { state } = orFail(await ledger.refresh());
    const changes = toAdopt(state.policy, proposed, ruleSet);
    if (changes.length === 0) {
      io.err('The policy in force is what the project’s files propose.\n');
      return 0;
    }
    const person = await actingPerson(here, given.text('as'), io);
    if (!(await isConfirmed(changes.join(', '), given, io))) return 0;
    const view = orFail(await code.adoptProposal(ledger, person, proposed, ruleSet));
    io.out(page(`${io.style('dim', 'policy')}  version ${view.state.policy.version}`));
    return 0;
  });
}

async function isConfirmed(what: string, given: Arguments, io: Io): Promise<boolean> {
  if (given.flag('yes') === true) return true;
  const answer = await io.ask(`Adopt ${what}? [y/N] `);
  if (answer === null)
    throw wrongUse(command, 'There is no terminal to ask on. Use --yes to adopt it without asking.');
  if (/^\s*y(es)?\s*$/i.test(answer)) return true;
  io.err('Nothing was changed.\n');
  return false;
}
