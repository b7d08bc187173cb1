/** The report's page: a frame that allows nothing but our own style and script, around content that changes. */

import style from '../webview/report.css' with { type: 'text' };
import script from '../webview/report.webview.js' with { type: 'text' };
import { type Html, html, raw } from './html.ts';

export interface Page {
  /** Of the document that the report is about; kept in the page's state to open it again after a reload. */
  readonly uri: string;
  readonly title: string;
  readonly content: Html;
  /** Random, new for each page. */
  readonly nonce: string;
}

export function reportPage({ uri, title, content, nonce }: Page): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style nonce="${nonce}">${raw(style)}</style>
</head>
<body data-uri="${uri}">
<div id="spoken" class="spoken" role="status"></div>
<main>${content}</main>
<script nonce="${nonce}">${raw(script)}</script>
</body>
</html>`;
  return page.html;
}
