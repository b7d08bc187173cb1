/** Answers a message about a ledger with what the service says: its value, or its refusal as an error for the person. */
import type { CancellationToken } from 'vscode-languageserver/node';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Outcome, WorkflowService } from '../../shared/node/workflow/service.ts';
import type { LedgerRequests } from '../../shared/protocol/ledger.ts';
import type { ServerContext } from '../context.ts';
import { pathOfUri } from '../convert.ts';
import { guarded } from '../log.ts';

type FolderMessage = {
  [Name in keyof LedgerRequests]: LedgerRequests[Name]['params'] extends { folderUri: string } ? Name : never;
}[keyof LedgerRequests];

type Params<Name extends FolderMessage> = LedgerRequests[Name]['params'];
type Result<Name extends FolderMessage> = LedgerRequests[Name]['result'];

type Handler<Name extends FolderMessage> = (
  service: WorkflowService,
  params: Params<Name>,
  token: CancellationToken,
) => Promise<Outcome<Result<Name>>>;

/** Attaches the handler of one message that names a folder. */
export function answer<Name extends FolderMessage>(
  context: ServerContext,
  name: Name,
  handler: Handler<Name>,
): void {
  const { connection, ledgers, log } = context;
  connection.onRequest(
    name, // as text: the library's type for messages does not take a name that is still open
    guarded(log, name, async (params: Params<Name>, token): Promise<unknown> => {
      const opened = await ledgers.in(pathOfUri(params.folderUri) ?? '');
      const outcome = opened.ok ? await handler(opened.value, params, token) : opened;
      return outcome.ok ? outcome.value : refusal(outcome);
    }),
  );
}

/** The same of a message that changes the ledger, or who acts in it: whoever follows it hears of that. */
export function answerChange<Name extends FolderMessage>(
  context: ServerContext,
  name: Name,
  handler: Handler<Name>,
): void {
  answer(context, name, async (service, params, token) => {
    const outcome = await handler(service, params, token);
    if (outcome.ok) context.ledgers.touch(pathOfUri(params.folderUri) ?? '');
    return outcome;
  });
}

function refusal({
  code,
  message,
}: {
  readonly code: string;
  readonly message: string;
}): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message, { code }) as ResponseError<never>;
}
