/** Says what a sync came to. */
import * as vscode from 'vscode';
import type { SyncReport } from '../../shared/protocol/ledger.ts';
import { eventCount } from '../words.ts';
import type { News } from './news.ts';

export function tellSynced({ fetched, pushed, dropped }: SyncReport, news: News): void {
  const title =
    fetched + pushed === 0
      ? vscode.l10n.t('Ledger synced: there was nothing new on either side')
      : vscode.l10n.t('Ledger synced: {0} fetched, {1} pushed', eventCount(fetched), pushed);
  const left = vscode.l10n.t(
    'Left out, because it was no longer allowed after what others have done: {0} of yours. The alarm says why.',
    eventCount(dropped.length),
  );
  const isWarning = dropped.length > 0;
  const message = isWarning ? `${title}. ${left}` : `${title}.`;
  news.tell({ kind: 'sync', title, message, isWarning, actions: [] });
}
