/** `Secure Config: Copy Secret Value`: puts one secret on the clipboard, once the person has said yes to it. */
import * as vscode from 'vscode';
import type { Masking } from '../masking/masking.ts';

/** @param line 0-based, as a cover's hover gives it; absent: the cursor's */
export async function copySecret(masking: Masking, line: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const place = typeof line === 'number' ? line : editor.selection.active.line;
  const secrets = masking.secretsOn(editor.document, place);
  const secret = secrets.find(range => range.contains(editor.selection.active)) ?? secrets[0];
  if (!secret) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('There is no secret on this line'), 5000);
    return;
  }
  const question = vscode.l10n.t('Copy the secret in line {0} to the clipboard?', secret.start.line + 1);
  const detail = vscode.l10n.t(
    'Every program, clipboard histories and shared clipboards among them, can read it there. It is copied as it stands in the file, without its quotes.',
  );
  const copy = vscode.l10n.t('Copy Value');
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, copy)) !== copy) return;
  await vscode.env.clipboard.writeText(editor.document.getText(secret));
}
