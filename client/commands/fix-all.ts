/** `Secure Config: Fix All Safe Problems`: mends what can be mended without asking, in the active document. */
import * as vscode from 'vscode';
import type { Server } from '../server.ts';

export async function fixAll(server: Server): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a configuration file first: there is nothing to mend.'),
    );
    return;
  }
  await server.execute('secureConfig.server.fixAll', { uri: document.uri.toString() });
}
