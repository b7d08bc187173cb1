/** `Secure Config: Toggle Secret Masking`: covers or shows the secrets of the active file, until it is closed. */
import * as vscode from 'vscode';
import type { Masking } from '../masking/masking.ts';

export function toggleSecretMasking(masking: Masking): void {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !masking.isOurs(editor.document)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a configuration file first: masking is about the active file.'),
    );
    return;
  }
  const isOn = masking.toggle(editor.document);
  vscode.window.setStatusBarMessage(
    isOn
      ? `$(eye-closed) ${vscode.l10n.t('Secrets of this file are covered')}`
      : `$(eye) ${vscode.l10n.t('Secrets of this file are shown')}`,
    5000,
  );
}
