/** Opens the page that explains a rule: a built-in rule's as a page to read, a team's own where it is written. */
import * as vscode from 'vscode';

/** @param page URI of the page */
export async function openRule(page: unknown): Promise<void> {
  if (typeof page !== 'string') throw new Error('openRule needs the URI of a page.');
  const uri = vscode.Uri.parse(page);
  if (uri.path.endsWith('.md')) await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  else await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
}
