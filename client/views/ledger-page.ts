/** The page of a request, of an event and of a ledger's verification. */
import style from '../webview/ledger.css' with { type: 'text' };
import { livePage } from './live-page.ts';
import type { PanelPage } from './live-panels.ts';

export function ledgerPage(page: PanelPage): string {
  return livePage({ ...page, style });
}
