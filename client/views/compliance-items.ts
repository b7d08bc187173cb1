/** Draws one node of the Compliance tree. */
import * as vscode from 'vscode';
import type { FileFinding } from '../../shared/protocol.ts';
import { describeCounts, describeScore, fileCount, levelOf, type Severity, severityWord } from '../words.ts';
import type { ComplianceNode, EnvironmentNode, FileNode, FindingNode } from './compliance-nodes.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

export function itemOf(node: ComplianceNode): vscode.TreeItem {
  switch (node.kind) {
    case 'environment':
      return environmentItem(node);
    case 'file':
      return fileItem(node);
    case 'finding':
      return findingItem(node);
  }
}

function environmentItem({ name, files }: EnvironmentNode): vscode.TreeItem {
  const item = new vscode.TreeItem(name ?? vscode.l10n.t('No environment'), Expanded);
  const failing = files.filter(({ file }) => !file.status.isCompliant).length;
  const verdict =
    failing === 0
      ? vscode.l10n.t('compliant')
      : vscode.l10n.t('{0} of {1} not compliant', failing, files.length);
  item.id = `environment:${name ?? ''}`;
  item.contextValue = 'environment';
  item.description = verdict;
  item.iconPath = new vscode.ThemeIcon('server-environment');
  item.tooltip = `${fileCount(files.length)}, ${verdict}`;
  item.accessibilityInformation = { label: `${item.label}, ${item.tooltip}` };
  return item;
}

const LEVEL_ICONS = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  good: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
};

function fileItem({ file, environment, findings }: FileNode): vscode.TreeItem {
  const { status, path } = file;
  const item = new vscode.TreeItem(path, findings.length > 0 ? Collapsed : None);
  const score = status.score === null ? vscode.l10n.t('syntax only') : describeScore(status.score);
  item.id = `file:${environment ?? ''}:${file.uri}`;
  item.contextValue = 'file';
  item.description = findings.length > 0 ? `${score} · ${describeCounts(status.counts)}` : score;
  item.iconPath = LEVEL_ICONS[levelOf(status)];
  const verdict = status.isCompliant ? vscode.l10n.t('compliant') : vscode.l10n.t('not compliant');
  item.tooltip = `${path}\n${vscode.l10n.t('Score {0}', score)}, ${verdict}\n${describeCounts(status.counts)}`;
  item.accessibilityInformation = { label: item.tooltip.replaceAll('\n', ', ') };
  item.command = goToCommand(vscode.l10n.t('Open'), file.uri);
  return item;
}

const SEVERITY_ICONS: Readonly<Record<Severity, vscode.ThemeIcon>> = {
  critical: new vscode.ThemeIcon('flame', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  error: LEVEL_ICONS.error,
  warning: LEVEL_ICONS.warning,
  info: new vscode.ThemeIcon('info', new vscode.ThemeColor('problemsInfoIcon.foreground')),
};

function findingItem({ file, finding, position }: FindingNode): vscode.TreeItem {
  const line = vscode.l10n.t('line {0}', finding.range.start.line + 1);
  const item = new vscode.TreeItem(finding.code, None);
  const severity = finding.waived
    ? vscode.l10n.t('waived {0}', severityWord(finding.severity))
    : severityWord(finding.severity);
  item.id = `finding:${file.uri}:${position}`;
  item.contextValue = 'finding';
  item.description = finding.message;
  item.iconPath = finding.waived ? new vscode.ThemeIcon('circle-slash') : SEVERITY_ICONS[finding.severity];
  item.tooltip = `${finding.code} · ${severity} · ${line}\n\n${finding.message}`;
  item.accessibilityInformation = { label: `${severity}, ${finding.code}, ${line}: ${finding.message}` };
  item.command = goToCommand(vscode.l10n.t('Go to'), file.uri, finding.range);
  return item;
}

function goToCommand(title: string, uri: string, range?: FileFinding['range']): vscode.Command {
  return { command: 'secureConfig.goTo', title, arguments: range ? [uri, range] : [uri] };
}
