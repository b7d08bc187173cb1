/** Puts the score of each checked file on it, in the explorer and on its tab; or that it is not as it was approved. */
import * as vscode from 'vscode';
import type { DocumentStatus } from '../../shared/protocol.ts';
import type { DocumentStatuses } from '../documents.ts';
import { describeCounts, describeDrift, describeScore, levelOf } from '../words.ts';
import type { ComplianceTree } from './compliance-tree.ts';

const SETTING = 'secureConfig.decorations.enable';

const COLOURS = {
  error: 'problemsErrorIcon.foreground',
  warning: 'problemsWarningIcon.foreground',
  good: 'testing.iconPassed',
} as const;

/** An open document's own status is the newest; what a workspace check said stands for all other files. */
export function createScoreBadges(statuses: DocumentStatuses, compliance: ComplianceTree): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri | vscode.Uri[] | undefined>();
  const provideFileDecoration = (uri: vscode.Uri): vscode.FileDecoration | undefined => {
    const status = statuses.of(uri) ?? compliance.statusOf(uri);
    return status && isWanted(uri) ? badgeOf(status) : undefined;
  };
  return vscode.Disposable.from(
    changed,
    vscode.window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration,
    }),
    statuses.onDidChange(uri => changed.fire(vscode.Uri.parse(uri))),
    compliance.onDidChangeTreeData(() => changed.fire(undefined)),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(SETTING)) changed.fire(undefined);
    }),
  );
}

function isWanted(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration(undefined, uri).get(SETTING, true);
}

/** None for a file that no profile governs: it has no score. */
function badgeOf(status: DocumentStatus): vscode.FileDecoration | undefined {
  if (status.score === null) return undefined;
  const environment = status.environment ?? vscode.l10n.t('no environment');
  const tooltip = vscode.l10n.t(
    'Secure Config: score {0}, {1}, {2}',
    describeScore(status.score),
    environment,
    describeCounts(status.counts),
  );
  const drift = describeDrift(status.baseline);
  return {
    badge: drift ? '≠' : badgeText(status.score),
    tooltip: drift ? `${tooltip}, ${drift}` : tooltip,
    color: new vscode.ThemeColor(COLOURS[levelOf(status)]),
  };
}

/** At most two characters; only a full score is shown as one. */
function badgeText(score: number): string {
  return score >= 100 ? '✓' : String(Math.min(99, Math.round(score)));
}
