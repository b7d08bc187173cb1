/** Finds the request that a person means, lets them see it before they sign, and prints it as it is afterwards. */
import type { RequestDetail } from '../../shared/core/workflow/shown/request.ts';
import type { Outcome, WorkflowService } from '../../shared/node/workflow/service.ts';
import { type Arguments, wrongUse } from '../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { isConfirmed, orStop, printJson, withWorkflow } from './here.ts';
import { positional } from './options.ts';
import { requestText } from './request-text.ts';

/** By its id, or as many of its first digits as tell it apart. */
export async function findRequest(
  service: WorkflowService,
  given: Arguments,
  command: Command,
): Promise<RequestDetail> {
  const name = positional(
    given,
    0,
    'the request, by its id or the first digits of it',
    command,
  ).toLowerCase();
  if (!/^[0-9a-f-]{4,36}$/.test(name)) throw wrongUse(command, `${name} is no id of a request.`);
  const { items } = await orStop(service.requests({ whose: 'all', before: null, limit: 1_000_000 }));
  const found = items.filter(({ id }) => id.startsWith(name));
  const [request] = found;
  if (request && found.length === 1) return orStop(service.request(request.id));
  const what = request
    ? `${found.length} requests begin with ${name}; give more of the id.`
    : `There is no request ${name}.`;
  throw new CommandFailure(`${what} secure-config request list shows all.`, 3);
}

export interface Action {
  readonly command: Command;
  /** Asked after the request has been shown; null: nothing is signed without being looked at elsewhere. */
  readonly question: string;
  act(service: WorkflowService, request: RequestDetail): Promise<Outcome<RequestDetail>>;
  /** In one sentence. */
  done(request: RequestDetail): string;
}

/** Shows the request, asks, acts, and says what came of it. */
export function actOnRequest(
  given: Arguments,
  io: Io,
  { command, question, act, done }: Action,
): Promise<ExitCode> {
  return withWorkflow(given, io, async service => {
    const request = await findRequest(service, given, command);
    const isJson = given.text('format') === 'json';
    if (!isJson && given.flag('yes') !== true) io.out(`${requestText(request, io)}\n`);
    if (!(await isConfirmed(question, given, io))) return 0;
    const after = await orStop(act(service, request));
    if (isJson) printJson(io, { request: after });
    else io.out(`${[done(after), ...after.missing].join('\n')}\n`);
    return 0;
  });
}
