/** `workspace/didChangeWorkspaceFolders`: other folders, other manifests. */
import { DidChangeWorkspaceFoldersNotification } from 'vscode-languageserver/node';
import type { Feature } from '../context.ts';
import { guardedNotification } from '../log.ts';

export const workspaceFolders: Feature = {
  capabilities: () => ({ workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  register: ({ connection, folders, log, projects, settings, validation, workspaceCheck }) => {
    connection.onNotification(
      DidChangeWorkspaceFoldersNotification.type,
      guardedNotification(log, 'workspace/didChangeWorkspaceFolders', ({ event }) => {
        folders.change(event);
        projects.reopen();
        settings.invalidate();
        workspaceCheck.outdate(true);
        validation.revalidate();
      }),
    );
  },
};
