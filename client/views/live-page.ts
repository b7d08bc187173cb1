/** The frame of our webviews: it allows nothing but our own styles and scripts, around content that changes. */
import commonStyle from '../webview/live.css' with { type: 'text' };
import commonScript from '../webview/live.webview.js' with { type: 'text' };
import { type Html, html, raw } from './html.ts';

export interface LivePage {
  /** What the page is about; kept in the page's state to open it again after a reload. */
  readonly uri: string;
  readonly title: string;
  readonly content: Html;
  /** Stands above the content and does not change with it; the content then scrolls below it. */
  readonly tools?: Html;
  readonly style: string;
  readonly script?: string;
  /** Random, new for each page. */
  readonly nonce: string;
}

export function livePage({ uri, title, content, tools, style, script = '', nonce }: LivePage): string {
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style nonce="${nonce}">${raw(commonStyle)}${raw(style)}</style>
</head>
<body data-uri="${uri}"${tools ? raw(' data-scrolls-inside') : undefined}>
<div id="spoken" class="spoken" role="status"></div>
${tools}
<main>${content}</main>
<script nonce="${nonce}">${raw(commonScript)}${raw(script)}</script>
</body>
</html>`;
  return page.html;
}
