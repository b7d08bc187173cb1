/** `secure-config ledger policy edit`: puts another policy in force, or asks for it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Arguments, wrongUse } from '../../../arguments.ts';
import { describeFileError } from '../../../check/sources.ts';
import { type Command, CommandFailure, type ExitCode } from '../../../command.ts';
import type { Io } from '../../../io.ts';
import { orFail, withLedger } from '../../../ledger/here.ts';
import { changePolicy } from '../../../workflow/change-policy.ts';
import { withWorkflow } from '../../../workflow/here.ts';
import { editedByHand } from '../../../workflow/in-editor.ts';
import { ACT_OPTIONS, required } from '../../../workflow/options.ts';

export const command: Command = {
  name: 'ledger policy edit',
  summary: 'change the policy by hand, or ask for it',
  positionals: '',
  description:
    'Opens the policy in your editor ($VISUAL or $EDITOR), or takes it from a YAML file: any of roles, administration, ' +
    'approvals, drift, ruleSet and relaxations, the others stay as they are. Shows what would change, and asks. Where the ' +
    'policy in force wants others to approve it files a request, else the new one holds at once.',
  options: {
    justification: { type: 'string', short: 'j', value: 'TEXT', help: 'why it has to be; needed' },
    file: { type: 'string', value: 'FILE', help: 'take it from this file; - for standard input' },
    ...ACT_OPTIONS,
  },
  examples: [
    ['ledger policy edit -j "Ops may change the port."', 'in your editor'],
    ['ledger policy show --format yaml > policy.yaml', 'to have a file to edit, for --file'],
  ],
  maxPositionals: 0,
  run,
};

async function run(given: Arguments, io: Io): Promise<ExitCode> {
  const justification = required(given, 'justification', command);
  const file = given.text('file');
  const yaml = file === undefined ? await byHand(io) : await textOf(file, io);
  return withWorkflow(given, io, service =>
    changePolicy(service, { kind: 'edit', yaml, justification }, given, io),
  );
}

async function byHand(io: Io): Promise<string> {
  if (!io.interactive) throw wrongUse(command, 'There is no terminal to edit on. Use --file.');
  let yaml = '';
  await withLedger(io, async ({ code, ledger }) => {
    yaml = code.policyYaml(orFail(await ledger.refresh()).state.policy);
    return 0;
  });
  return editedByHand(yaml, 'policy.yaml', io);
}

async function textOf(file: string, io: Io): Promise<string> {
  if (file === '-') return io.readInput();
  return readFile(path.resolve(io.folder, file), 'utf8').catch(error => {
    throw new CommandFailure(`${file} cannot be read: ${describeFileError(error)}`, 3);
  });
}
