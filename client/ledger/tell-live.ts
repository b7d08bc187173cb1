/** Says what is live now, and what of it somebody knows who has left: going back may have brought it back. */
import * as vscode from 'vscode';
import type { Ledgers } from './ledgers.ts';
import { describeUnrotated } from './words.ts';

export function tellLive(said: string, ledgers: Ledgers, folderUri: string): void {
  const known = ledgers.ready.find(each => each.folderUri === folderUri)?.status.unrotated ?? [];
  const show = known.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  void show([said, ...known.map(describeUnrotated)].join(' '));
}
