/** `Secure Config: Forget Age Key`: takes the key out of the editor's secret storage again. */
import * as vscode from 'vscode';
import { AGE_KEY } from '../age-key.ts';
import { confirm } from '../ledger/ask.ts';
import type { Server } from '../server.ts';

export async function forgetAgeKey(secrets: vscode.SecretStorage, server: Server): Promise<void> {
  if ((await secrets.get(AGE_KEY)) === undefined) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no age key in the editor’s secret storage.'),
    );
    return;
  }
  const question = vscode.l10n.t('Forget the age key?');
  const detail = vscode.l10n.t(
    'Without it, and without a file that has it, the secrets of versions cannot be read.',
  );
  if (!(await confirm(question, detail, vscode.l10n.t('Forget')))) return;
  await secrets.delete(AGE_KEY);
  await server.restart();
}
