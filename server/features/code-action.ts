/** `textDocument/codeAction` and its resolving, and the commands that apply the same for every other client. */
import type { CodeAction, CodeActionParams, Command } from 'vscode-languageserver/node';
import {
  CodeActionKind,
  CodeActionRequest,
  CodeActionResolveRequest,
  ResponseError,
} from 'vscode-languageserver/node';
import type { FixChoice } from '../../shared/protocol.ts';
import { allSafeEdits, chosenEdits, documentEdit } from '../chosen-edits.ts';
import type { Feature, ServerContext } from '../context.ts';
import { guarded } from '../log.ts';
import { ADD_MISSING_KIND, FIX_ALL_KIND, type OfferedAction, offeredActions } from '../offered-actions.ts';
import { sourceActions } from '../source-actions.ts';
import { applyChanges, refusal, toWorkspaceEdit } from '../workspace-edits.ts';

export const codeAction: Feature = {
  capabilities: () => ({
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL_KIND, ADD_MISSING_KIND],
      resolveProvider: true,
    },
  }),
  register: context => {
    const { connection, log } = context;
    connection.onRequest(
      CodeActionRequest.type,
      guarded(log, 'textDocument/codeAction', parameters => offer(parameters, context)),
    );
    connection.onRequest(
      CodeActionResolveRequest.type,
      guarded(log, 'codeAction/resolve', action => resolve(action, context)),
    );
  },
  commands: {
    'secureConfig.server.applyFix': async (context, [choice]) =>
      isChoice(choice) ? applyChoice(choice, context) : refusal('Name the fix that was offered.'),
    'secureConfig.server.fixAll': async (context, [target]) => fixAllIn(uriOf(target), context),
  },
};

async function offer(
  parameters: CodeActionParams,
  context: ServerContext,
): Promise<(CodeAction | Command)[]> {
  const { client, packageFolder, validation } = context;
  const check = await validation.current(parameters.textDocument.uri);
  if (!check) return [];
  const { analysis } = check;
  if (!analysis) {
    const actions = await sourceActions(check, parameters, context);
    return actions.map(action => asUnderstood(action, context));
  }
  const actions = offeredActions({ check, analysis, parameters, client, packageFolder });
  return actions.map(action => asUnderstood(action, context));
}

/** An action whose edit the client will not ask for carries the command that makes it. */
function asUnderstood(action: OfferedAction, { client: { edits } }: ServerContext): CodeAction | Command {
  const { data, isPreferred, ...rest } = action;
  const shown = edits.preferredCodeActions && isPreferred ? { ...rest, isPreferred } : rest;
  if (data && edits.codeActions && edits.resolvesCodeActions) return { ...shown, data };
  const { title } = action;
  const command = data
    ? { title, command: 'secureConfig.server.applyFix', arguments: [data] }
    : action.command;
  return edits.codeActions || !command ? { ...shown, ...(command && { command }) } : command;
}

async function resolve(
  action: CodeAction,
  context: ServerContext,
): Promise<CodeAction | ResponseError<never>> {
  if (!isChoice(action.data)) return action;
  const change = await chosenEdits(action.data, context);
  return change instanceof ResponseError
    ? change
    : { ...action, edit: toWorkspaceEdit([change], context.client) };
}

async function applyChoice(choice: FixChoice, context: ServerContext): Promise<unknown> {
  const change = await chosenEdits(choice, context);
  return change instanceof ResponseError ? change : applyChanges('Secure Config fix', [change], context);
}

async function fixAllIn(uri: string, context: ServerContext): Promise<unknown> {
  const check = await context.validation.current(uri);
  if (!check?.analysis) return refusal('Open the document first: only an open one is changed.');
  const edits = allSafeEdits(check.analysis);
  if (edits.length === 0) return null;
  return applyChanges(
    'Fix all safe problems',
    [documentEdit(check, check.analysis.checked.document, edits)],
    context,
  );
}

function isChoice(value: unknown): value is FixChoice {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, version, code, id } = value as Partial<Record<keyof FixChoice, unknown>>;
  return [uri, code, id].every(part => typeof part === 'string') && typeof version === 'number';
}

function uriOf(target: unknown): string {
  const uri = typeof target === 'object' && target !== null && 'uri' in target ? target.uri : target;
  return typeof uri === 'string' ? uri : '';
}
