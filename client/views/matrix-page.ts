/** The matrix's page: filters above, the table below. */
import * as vscode from 'vscode';
import style from '../webview/matrix.css' with { type: 'text' };
import script from '../webview/matrix.webview.js' with { type: 'text' };
import { type Html, html } from './html.ts';
import { type LivePage, livePage } from './live-page.ts';

function tools(): Html {
  const filter = vscode.l10n.t('Filter by field, value or rule');
  return html`
<form role="search" aria-label="${vscode.l10n.t('Filter the fields')}">
  <input id="words" type="search" placeholder="${filter}" aria-label="${filter}" autocomplete="off" spellcheck="false">
  <label><input id="differing" type="checkbox"> ${vscode.l10n.t('Only differences')} <span id="different" class="muted"></span></label>
  <label><input id="violating" type="checkbox"> ${vscode.l10n.t('Only violations')} <span id="violated" class="muted"></span></label>
  <span id="count" class="muted" role="status" data-all="${vscode.l10n.t('{0} fields', '{0}')}" data-some="${vscode.l10n.t('{0} of {1} fields', '{0}', '{1}')}"></span>
</form>`;
}

export function matrixPage(page: Pick<LivePage, 'uri' | 'title' | 'content' | 'nonce'>): string {
  return livePage({ ...page, tools: tools(), style, script });
}
