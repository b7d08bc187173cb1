/**
 * `Secure Config: Keep Age Key in the Editor`: puts the key that opens a ledger's secrets into the editor's secret storage
 * instead of a file. It leaves that storage only into the environment of our own server.
 */
import * as vscode from 'vscode';
import { AGE_KEY } from '../age-key.ts';
import type { Server } from '../server.ts';

export async function keepAgeKey(secrets: vscode.SecretStorage, server: Server): Promise<void> {
  const title = vscode.l10n.t('Keep Age Key in the Editor');
  const key = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t(
      'The age identity: AGE-SECRET-KEY-1… as age-keygen prints it. It replaces the one in your file.',
    ),
    password: true,
    ignoreFocusOut: true,
    validateInput: text =>
      /^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]{20,}$/.test(text.trim())
        ? undefined
        : vscode.l10n.t('An age identity begins with AGE-SECRET-KEY-1.'),
  });
  if (key === undefined) return;
  await secrets.store(AGE_KEY, key.trim());
  await server.restart();
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The age key is in the editor’s secret storage. Forget Age Key takes it out again.'),
  );
}
