/** Opens what can be done with the ledger of the current folder, for one command. */
import type { Outcome, WorkflowService } from '../../shared/node/workflow/service.ts';
import { openWorkspace, type Workspace } from '../../shared/node/workspace.ts';
import type { Arguments } from '../arguments.ts';
import { CommandFailure, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { locate } from '../ledger/here.ts';

/** Runs `work`, and closes the ledger whatever happens. `--as` names the identity that acts. */
export async function withWorkflow(
  given: Arguments,
  io: Io,
  work: (service: WorkflowService, folder: string) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { code, environment, folder } = await locate(io);
  let workspace: Workspace | undefined;
  const service = code.openWorkflow({
    folder,
    workspace: () =>
      (workspace ??= openWorkspace({ roots: [folder], trusted: true, codeCache: io.codeCache })),
    now: io.now,
    environment,
    identity: given.text('as'),
    terminal: io.interactive,
    onRecovered: message => io.err(`${message}\n`),
  });
  try {
    return await work(service, folder);
  } finally {
    await service.close();
  }
}

/** @throws CommandFailure (3) with the refusal's own words */
export async function orStop<Value>(outcome: Promise<Outcome<Value>>): Promise<Value> {
  const settled = await outcome;
  if (settled.ok) return settled.value;
  throw new CommandFailure(settled.message, 3);
}

/** Asks before something is signed. With `--yes` nobody is asked. */
export async function isConfirmed(question: string, given: Arguments, io: Io): Promise<boolean> {
  if (given.flag('yes') === true) return true;
  const answer = await io.ask(`${question} [y/N] `);
  if (answer === null) {
    throw new CommandFailure('There is no terminal to ask on. Use --yes to go on without asking.', 2);
  }
  if (/^\s*y(es)?\s*$/i.test(answer)) return true;
  io.err('Nothing was done.\n');
  return false;
}

export function printJson(io: Io, value: object): void {
  io.out(`${JSON.stringify({ formatVersion: 1, ...value }, null, 2)}\n`);
}
