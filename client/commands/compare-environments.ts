/** `Secure Config: Compare Environments`: of the active document's project, else of a workspace folder's. */
import * as vscode from 'vscode';
import type { MatrixPanels } from '../views/matrix-panel.ts';

export async function compareEnvironments(panels: MatrixPanels, target: unknown): Promise<void> {
  const given = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  if (given?.scheme === 'file' && (await panels.show(given))) return;
  if (!given && panels.active && (await panels.show(panels.active))) return;
  const folder = await chooseFolder();
  if (!folder || (await panels.show(folder.uri))) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} has no configuration files to compare: no .env file, and none that a secure-config.yaml names.',
      folder.name,
    ),
  );
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a folder or a configuration file first.'));
  }
  if (folders.length < 2) return folders[0];
  return vscode.window.showWorkspaceFolderPick({
    placeHolder: vscode.l10n.t('Which folder’s environments?'),
  });
}
