/**
 * Shows score and environment of the active document in the status bar, and nothing when it is not ours.
 * A report that is in front stands for its document.
 */
import * as vscode from 'vscode';
import type { DocumentStatus } from '../shared/protocol.ts';
import type { DocumentStatuses } from './documents.ts';
import type { Ledgers } from './ledger/ledgers.ts';
import { describeBaseline, describeLedger } from './ledger/status-lines.ts';
import type { Server } from './server.ts';
import type { ReportPanels } from './views/report-panel.ts';
import { describeCounts, describeScore, levelOf, SEVERITIES, severityWord } from './words.ts';

const BACKGROUNDS = {
  error: 'statusBarItem.errorBackground',
  warning: 'statusBarItem.warningBackground',
  good: undefined,
} as const;

export function createStatusBar(
  server: Server,
  statuses: DocumentStatuses,
  reports: ReportPanels,
  ledgers: Ledgers,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('secureConfig.status', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Secure Config';
  let shown: string | undefined;

  const update = (): void => {
    const uri = vscode.window.activeTextEditor?.document.uri ?? reports.active;
    shown = uri?.toString();
    const status = uri && statuses.of(uri);
    if (uri && status) showStatus(item, uri, status, ledgers);
    else if (server.state === 'stopped' && uri && looksLikeOurs(uri)) showStopped(item);
    else item.hide();
  };

  update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    server.onDidChangeState(update),
    reports.onDidChangeActive(update),
    ledgers.onDidChange(update),
    statuses.onDidChange(uri => {
      if (uri === shown) update();
    }),
  );
}

function showStatus(
  item: vscode.StatusBarItem,
  uri: vscode.Uri,
  status: DocumentStatus,
  ledgers: Ledgers,
): void {
  const background = BACKGROUNDS[levelOf(status)];
  item.text = `$(shield) ${textOf(status)}`;
  item.backgroundColor = background ? new vscode.ThemeColor(background) : undefined;
  item.tooltip = tooltipOf(uri, status, ledgers);
  item.accessibilityInformation = {
    role: 'button',
    label: vscode.l10n.t('Secure Config: {0}. Show the compliance report.', spokenStatus(status)),
  };
  item.command = {
    command: 'secureConfig.showReport',
    title: vscode.l10n.t('Show Compliance Report'),
    arguments: [uri.toString()],
  };
  item.show();
}

function textOf({ score, environment, baseline }: DocumentStatus): string {
  if (score === null) return vscode.l10n.t('Syntax only');
  // `$(` would begin an icon: an environment's name comes from the file.
  const name = (environment ?? vscode.l10n.t('no environment')).replaceAll('$(', '(');
  const approved = baseline ? ` · v${baseline.version}: ${describeScore(baseline.score)}` : '';
  const mark = baseline && baseline.drifted > 0 ? ' ≠' : '';
  return `${describeScore(score)} · ${name}${mark}${approved}`;
}

function showStopped(item: vscode.StatusBarItem): void {
  item.text = '$(error) Secure Config';
  item.backgroundColor = new vscode.ThemeColor(BACKGROUNDS.error);
  item.tooltip = vscode.l10n.t(
    'The Secure Config server does not run: this file is not checked. Click to start it again.',
  );
  item.accessibilityInformation = { role: 'button', label: item.tooltip };
  item.command = 'secureConfig.restartServer';
  item.show();
}

function tooltipOf(uri: vscode.Uri, status: DocumentStatus, ledgers: Ledgers): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(undefined, true);
  tooltip.appendMarkdown('**Secure Config** — ').appendText(headline(status)).appendMarkdown('\n\n');
  tooltip.appendMarkdown('| | |\n|---|---:|\n');
  for (const severity of SEVERITIES)
    tooltip.appendMarkdown(`| ${severityWord(severity)} | ${status.counts[severity]} |\n`);
  tooltip.appendMarkdown('\n');
  if (status.profile)
    tooltip.appendText(vscode.l10n.t('Profile: {0}', status.profile)).appendMarkdown('\n\n');
  const lines = [...describeBaseline(status.baseline), ...describeLedger(uri, ledgers)];
  for (const line of lines) tooltip.appendText(line).appendMarkdown('\n\n');
  return tooltip.appendText(vscode.l10n.t('Click for the compliance report.'));
}

function headline(status: DocumentStatus): string {
  if (status.score === null) return vscode.l10n.t('no profile governs this file: syntax only');
  return status.isCompliant
    ? vscode.l10n.t('compliant, score {0}', describeScore(status.score))
    : vscode.l10n.t('not compliant, score {0}', describeScore(status.score));
}

function spokenStatus(status: DocumentStatus): string {
  const where = status.environment ? `, ${status.environment}` : '';
  const approved = describeBaseline(status.baseline).map(line => `, ${line}`);
  return `${headline(status)}${where}, ${describeCounts(status.counts)}${approved.join('')}`;
}

function looksLikeOurs(uri: vscode.Uri): boolean {
  return /(^|\/)(\.env[^/]*|[^/]*\.env|secure-config\.yaml)$/.test(uri.path);
}
