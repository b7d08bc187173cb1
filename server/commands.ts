/** `workspace/executeCommand`: the commands that features offer to clients which have no messages of ours. */
import { ExecuteCommandRequest, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Command, Feature } from './context.ts';
import { guarded } from './log.ts';

export const executeCommand = (features: readonly Feature[]): Feature => {
  const commands = new Map<string, Command>(
    features.flatMap(feature => Object.entries(feature.commands ?? {})),
  );
  return {
    capabilities: () => ({
      executeCommandProvider: { commands: [...commands.keys()], workDoneProgress: true },
    }),
    register: context => {
      context.connection.onRequest(
        ExecuteCommandRequest.type,
        guarded(context.log, 'workspace/executeCommand', async (parameters, token): Promise<unknown> => {
          const command = commands.get(parameters.command);
          if (!command) return unknownCommand([...commands.keys()]);
          const { workDoneToken } = parameters;
          return command(context, parameters.arguments ?? [], {
            token,
            ...(workDoneToken !== undefined && { workDoneToken }),
          });
        }),
      );
    },
  };
};

function unknownCommand(known: readonly string[]): ResponseError<void> {
  return new ResponseError(
    LSPErrorCodes.RequestFailed,
    `No such command. Secure Config knows: ${known.join(', ')}.`,
  );
}
