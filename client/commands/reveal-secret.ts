/** `Secure Config: Reveal Secret on This Line`: shows what is covered there, for as long as the cursor stays. */
import * as vscode from 'vscode';
import type { Masking } from '../masking/masking.ts';

/** @param line 0-based, as a cover's hover gives it; absent: the cursor's */
export function revealSecret(masking: Masking, line: unknown): void {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  if (typeof line === 'number' && line !== editor.selection.active.line) {
    const start = new vscode.Position(line, 0);
    editor.selection = new vscode.Selection(start, start);
  }
  const place = typeof line === 'number' ? line : editor.selection.active.line;
  if (masking.reveal(editor, place)) return;
  vscode.window.setStatusBarMessage(vscode.l10n.t('No secret is covered on this line'), 5000);
}
