/** `Secure Config: Show Compliance Report`: of the document it is given, else of the active one. */
import * as vscode from 'vscode';
import type { ReportPanels } from '../views/report-panel.ts';

/** @param target a URI or its text, as menus, the status bar and the server's CodeLens give it */
export async function showReport(panels: ReportPanels, target: unknown): Promise<void> {
  const uri = uriOf(target) ?? vscode.window.activeTextEditor?.document.uri ?? panels.active;
  if (uri && (await panels.show(uri))) return;
  if (!uri) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a configuration file first: the report is about the active file.'),
    );
    return;
  }
  const message = vscode.l10n.t(
    'No profile governs {0}, so there is no compliance report. Name the file in secure-config.yaml, or open a configuration file.',
    uri.path.slice(uri.path.lastIndexOf('/') + 1),
  );
  const setUp = vscode.l10n.t('Set Up This Folder');
  if ((await vscode.window.showInformationMessage(message, setUp)) === setUp)
    await vscode.commands.executeCommand('secureConfig.setUpFolder');
}

function uriOf(target: unknown): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  return typeof target === 'string' ? vscode.Uri.parse(target, true) : undefined;
}
