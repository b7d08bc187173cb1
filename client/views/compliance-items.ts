/** Draws one node of the Compliance tree. */
import * as vscode from 'vscode';
import type { FileCompliance, FileFinding } from '../../shared/protocol.ts';
import {
  describeCounts,
  describeDrift,
  describeScore,
  fileCount,
  levelOf,
  type Severity,
  severityWord,
} from '../words.ts';
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
  const there = files.filter(({ file }) => !isMissing(file));
  const failing = there.filter(({ file }) => !file.status.isCompliant).length;
  const compliance =
    failing === 0
      ? vscode.l10n.t('compliant')
      : vscode.l10n.t('{0} of {1} not compliant', failing, there.length);
  const verdict = [...driftOf(files), ...(there.length > 0 ? [compliance] : [])].join(' · ');
  item.id = `environment:${name ?? ''}`;
  item.contextValue = 'environment';
  item.description = verdict;
  item.iconPath = new vscode.ThemeIcon('server-environment');
  item.tooltip = `${fileCount(files.length)}, ${verdict}`;
  item.accessibilityInformation = { label: `${item.label}, ${item.tooltip}` };
  return item;
}

/** Of an environment: all of its files are measured against one version. */
function driftOf(files: readonly FileNode[]): readonly string[] {
  const [first] = files.flatMap(({ file: { status } }) =>
    status.baseline && status.baseline.drifted > 0 ? [status.baseline] : [],
  );
  return first ? [vscode.l10n.t('differs from v{0}', first.version)] : [];
}

const LEVEL_ICONS = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('problemsErrorIcon.foreground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground')),
  good: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
};

function fileItem({ file, environment, findings }: FileNode): vscode.TreeItem {
  const { status, path } = file;
  const item = new vscode.TreeItem(path, findings.length > 0 ? Collapsed : None);
  const drift = describeDrift(status.baseline);
  const score = status.score === null ? vscode.l10n.t('syntax only') : describeScore(status.score);
  const said = isMissing(file) ? [] : [score, ...countsOf(status.counts)];
  item.id = `file:${environment ?? ''}:${file.uri}`;
  item.contextValue = 'file';
  item.description = [...said, ...(drift ? [drift] : [])].join(' · ');
  item.iconPath = LEVEL_ICONS[levelOf(status)];
  item.tooltip = [path, ...(isMissing(file) ? [] : verdictOf(status, score)), ...(drift ? [drift] : [])].join(
    '\n',
  );
  item.accessibilityInformation = { label: item.tooltip.replaceAll('\n', ', ') };
  item.command = goToCommand(vscode.l10n.t('Open'), file);
  return item;
}

/** Of a file that is not there, or that nothing governs, there is nothing to say but that. */
function isMissing({ status }: FileCompliance): boolean {
  return status.baseline?.whole === 'drift/missing-file';
}

function countsOf(counts: FileCompliance['status']['counts']): readonly string[] {
  return Object.values(counts).some(count => count > 0) ? [describeCounts(counts)] : [];
}

function verdictOf({ isCompliant, counts }: FileCompliance['status'], score: string): readonly string[] {
  const verdict = isCompliant ? vscode.l10n.t('compliant') : vscode.l10n.t('not compliant');
  return [`${vscode.l10n.t('Score {0}', score)}, ${verdict}`, describeCounts(counts)];
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
  item.command = goToCommand(vscode.l10n.t('Go to'), file, finding.range);
  return item;
}

/** A file that is missing cannot be opened: what was approved is shown beside what is there. */
function goToCommand(title: string, file: FileCompliance, range?: FileFinding['range']): vscode.Command {
  const { uri } = file;
  if (isMissing(file)) {
    const compare = vscode.l10n.t('Compare with Baseline');
    return { command: 'secureConfig.compareWithBaseline', title: compare, arguments: [uri] };
  }
  return { command: 'secureConfig.goTo', title, arguments: range ? [uri, range] : [uri] };
}
