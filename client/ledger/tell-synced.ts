/** Says what a sync came to. */
import * as vscode from 'vscode';
import type { SyncReport } from '../../shared/protocol/ledger.ts';
import { eventCount } from '../words.ts';

export function tellSynced({ fetched, pushed, dropped }: SyncReport): void {
  const done =
    fetched + pushed === 0
      ? vscode.l10n.t('Ledger synced: there was nothing new on either side.')
      : vscode.l10n.t('Ledger synced: {0} fetched, {1} pushed.', eventCount(fetched), pushed);
  if (dropped.length === 0) {
    void vscode.window.showInformationMessage(done);
    return;
  }
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} Left out, because it was no longer allowed after what others have done: {1} of yours. The alarm says why.',
      done,
      eventCount(dropped.length),
    ),
  );
}
