/** The report's page. */
import style from '../webview/report.css' with { type: 'text' };
import type { Html } from './html.ts';
import { livePage } from './live-page.ts';

export interface Page {
  /** Of the document that the report is about. */
  readonly uri: string;
  readonly title: string;
  readonly content: Html;
  /** Random, new for each page. */
  readonly nonce: string;
}

export function reportPage(page: Page): string {
  return livePage({ ...page, style });
}
