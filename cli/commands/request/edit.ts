/** `secure-config request edit`: puts what the files say now in the place of what was asked for. */
import type { Arguments } from '../../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../../command.ts';
import type { Io } from '../../io.ts';
import { page } from '../../ledger/words.ts';
import { findRequest } from '../../workflow/act-on-request.ts';
import { isConfirmed, orStop, printJson, withWorkflow } from '../../workflow/here.ts';
import { ACT_OPTIONS } from '../../workflow/options.ts';
import { previewText } from '../../workflow/request-text.ts';

export const command: Command = {
  name: 'request edit',
  summary: 'ask for what the files say now instead; approvals are void',
  positionals: '<request>',
  description:
    'Takes the environment’s files as they are now in place of what the request asked for, on the version that is active now. ' +
    'Whoever approved it before has to look again.',
  options: {
    justification: { type: 'string', short: 'j', value: 'TEXT', help: 'another reason' },
    impact: { type: 'string', value: 'TEXT', help: 'another impact' },
    'rollback-plan': { type: 'string', value: 'TEXT', help: 'another plan' },
    ...ACT_OPTIONS,
  },
  examples: [['request edit 5f0c', 'after the baseline has moved, or with another content']],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  return withWorkflow(given, io, async service => {
    const request = await findRequest(service, given, command);
    const { id, environment, justification, impact, rollbackPlan } = request;
    if (environment === null) throw new CommandFailure(`The request ${id} ${OF_POLICY}`, 3);
    const preview = await orStop(service.previewRequest(environment));
    const isJson = given.text('format') === 'json';
    if (!isJson) io.out(previewText(`The request ${id}, edited`, preview, io));
    if (!(await isConfirmed('Edit the request?', given, io))) return 0;
    const edited = await orStop(
      service.editRequest({
        id,
        environment,
        justification: given.text('justification') ?? justification,
        impact: given.text('impact') ?? impact,
        rollbackPlan: given.text('rollback-plan') ?? rollbackPlan,
        basis: preview.basis,
      }),
    );
    if (isJson) printJson(io, { request: edited });
    else io.out(page(`Edited the request ${id}.`, ...edited.missing));
    return 0;
  });
}

const OF_POLICY =
  'is for the policy, and has no files. Cancel it, and ask anew with secure-config ledger policy edit.';
