/** The panels of compliance reports: one for each document whose report is open. */
import * as vscode from 'vscode';
import type { DocumentReport } from '../../shared/protocol.ts';
import type { DocumentStatuses } from '../documents.ts';
import type { Server } from '../server.ts';
import { LivePanels, type LiveView } from './live-panels.ts';
import { goTo, rangeIn } from './places.ts';
import { reportContent, spokenSummary } from './report-content.ts';
import { reportPage } from './report-page.ts';

export type ReportPanels = LivePanels<DocumentReport>;

export function createReportPanels(
  server: Server,
  statuses: DocumentStatuses,
  extension: vscode.Uri,
): ReportPanels {
  const view: LiveView<DocumentReport> = {
    viewType: 'secureConfig.report',
    icon: 'report',
    column: vscode.ViewColumn.Beside,
    load: uri => server.request('secureConfig/report', { uri }),
    uriOf: (_, asked) => asked,
    titleOf: ({ path }) => vscode.l10n.t('Compliance: {0}', path.slice(path.lastIndexOf('/') + 1)),
    content: latest => reportContent(latest, new Date(latest.report.validatedAt).toLocaleString()),
    page: reportPage,
    spoken: spokenSummary,
    onClick,
  };
  return new LivePanels(server, extension, view, outdate => [statuses.onDidChange(uri => outdate(uri))]);
}

async function onClick(
  action: string,
  what: string,
  { rulePages }: DocumentReport,
  uri: string,
): Promise<void> {
  if (action === 'reveal') await goTo(vscode.Uri.parse(uri), rangeIn(what));
  const page = action === 'page' && Object.hasOwn(rulePages, what) ? rulePages[what] : undefined;
  if (page) await openRulePage(vscode.Uri.parse(page));
}

async function openRulePage(page: vscode.Uri): Promise<void> {
  if (page.scheme === 'file' && page.path.endsWith('.md')) {
    await vscode.commands.executeCommand('markdown.showPreview', page);
  } else if (page.scheme === 'file') await goTo(page);
  else if (page.scheme === 'https') await vscode.env.openExternal(page);
}
