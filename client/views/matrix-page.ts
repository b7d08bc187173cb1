/** The matrix's page: filters above, the table below. */
import style from '../webview/matrix.css' with { type: 'text' };
import script from '../webview/matrix.webview.js' with { type: 'text' };
import { html } from './html.ts';
import { type LivePage, livePage } from './live-page.ts';

const TOOLS = html`
<form role="search" aria-label="Filter the fields">
  <input id="words" type="search" placeholder="Filter by field, value or rule" aria-label="Filter by field, value or rule" autocomplete="off" spellcheck="false">
  <label><input id="differing" type="checkbox"> Only differences <span id="different" class="muted"></span></label>
  <label><input id="violating" type="checkbox"> Only violations <span id="violated" class="muted"></span></label>
  <span id="count" class="muted" role="status"></span>
</form>`;

export function matrixPage(page: Pick<LivePage, 'uri' | 'title' | 'content' | 'nonce'>): string {
  return livePage({ ...page, tools: TOOLS, style, script });
}
