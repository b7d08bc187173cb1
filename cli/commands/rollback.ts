/** `secure-config rollback`: goes back to a version, by a new one that has its content. */
import type { RollbackReason } from '../../shared/core/workflow/shown/version.ts';
import { type Arguments, wrongUse } from '../arguments.ts';
import type { Command, ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { isConfirmed, orStop, printJson, withWorkflow } from '../workflow/here.ts';
import { ACT_OPTIONS, OVERWRITE_OPTION, positional, required, versionNumber } from '../workflow/options.ts';
import { previewText } from '../workflow/request-text.ts';

export const command: Command = {
  name: 'rollback',
  summary: 'go back to an approved version',
  positionals: '<environment>',
  description:
    'Shows what going back would change, asks, and files it as a request: to a version that was approved once it needs one ' +
    'approver besides you, unless it lowers security or breaks today’s rules. Where nobody else is needed it is done at once. ' +
    'History is never rewritten: a new version has the content of the old one.',
  options: {
    to: { type: 'string', value: 'VERSION', help: 'the version to go back to; needed' },
    reason: {
      type: 'string',
      choices: [
        'security_incident',
        'configuration_error',
        'performance_issue',
        'compliance_violation',
        'emergency_response',
        'planned_rollback',
      ],
      help: 'the kind of reason; needed',
    },
    description: { type: 'string', value: 'TEXT', help: 'what happened, and why this helps; needed' },
    'keep-secrets': {
      type: 'boolean',
      help: 'the secrets of today in the files of then: after a rotation the old ones are dangerous',
    },
    emergency: { type: 'boolean', help: 'at once, alone, on your responsibility; a review is owed' },
    confirm: {
      type: 'string',
      value: 'ENVIRONMENT',
      help: 'in an emergency: the environment’s name, typed out',
    },
    ...OVERWRITE_OPTION,
    ...ACT_OPTIONS,
  },
  examples: [
    [
      'rollback production --to v3 --reason configuration_error --description "Logins fail."',
      'the normal way',
    ],
  ],
  maxPositionals: 1,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const environment = positional(given, 0, 'the environment', command);
  const to = versionNumber(required(given, 'to', command), command);
  const reason = required(given, 'reason', command) as RollbackReason;
  const description = required(given, 'description', command);
  const keepsSecrets = given.flag('keep-secrets') === true;
  const emergency = given.flag('emergency') === true;
  const confirmation = given.text('confirm') ?? '';
  const overwrites = given.flag('overwrite') === true;
  if (emergency && confirmation === '') {
    throw wrongUse(command, 'In an emergency --confirm has to name the environment.');
  }
  return withWorkflow(given, io, async service => {
    const target = { environment, to, keepsSecrets };
    const preview = await orStop(service.previewRollback(target));
    const isJson = given.text('format') === 'json';
    const obstacle = emergency ? preview.emergencyObstacle : preview.obstacle;
    const shown = emergency ? { ...preview, requirements: null, obstacle: null } : preview;
    if (!isJson) io.out(previewText(`Back to v${to} of ${environment}`, shown, io));
    if (obstacle !== null) {
      if (emergency || isJson) io.err(`${obstacle}\n`);
      return 3;
    }
    if (!(await isConfirmed('Go back?', given, io))) return 0;
    const { basis } = preview;
    const result = await orStop(
      service.rollback({ ...target, reason, description, emergency, confirmation, overwrites, basis }),
    );
    if (isJson) printJson(io, result);
    else if (result.kind === 'done') io.out(`${result.live}\n`);
    else io.out(`Filed the request ${result.request}: somebody else has to approve it.\n`);
    return 0;
  });
}
