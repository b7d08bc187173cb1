/** `workspace/didChangeConfiguration`: settings are asked for again, and everything is checked with them. */
import { DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import type { Feature } from '../context.ts';
import { askClient, guardedNotification } from '../log.ts';

export const configuration: Feature = {
  register: ({ connection, log, settings, validation, workspaceCheck }) => {
    connection.onDidChangeConfiguration(
      guardedNotification(log, 'workspace/didChangeConfiguration', parameters => {
        settings.invalidate(parameters?.settings);
        workspaceCheck.outdate(true);
        validation.revalidate();
      }),
    );
  },
  start: ({ client, connection, log }) => {
    if (!client.registersConfiguration) return;
    const { type } = DidChangeConfigurationNotification;
    askClient(log, type.method, () => connection.client.register(type, { section: 'secureConfig' }));
  },
};
