/** Says what a sync came to. */
import * as vscode from 'vscode';
import type { SyncReport } from '../../shared/protocol/ledger.ts';

export function tellSynced({ fetched, pushed, dropped }: SyncReport): void {
  const done = vscode.l10n.t('Ledger synced: {0} events fetched, {1} pushed.', fetched, pushed);
  if (dropped.length === 0) {
    void vscode.window.showInformationMessage(done);
    return;
  }
  const lost = dropped.map(({ summary, message }) => `${summary}: ${message}`).join('\n');
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} Of your own events, {1} were no longer allowed after those of others: {2}',
      done,
      dropped.length,
      lost,
    ),
  );
}
