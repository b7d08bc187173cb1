/** Turns counts and severities into the words and icons that every view of the client uses. */
import * as vscode from 'vscode';
import type { DocumentStatus, FileFinding } from '../shared/protocol.ts';

export type Severity = FileFinding['severity'];

export const SEVERITIES: readonly Severity[] = ['critical', 'error', 'warning', 'info'];

/** `1 critical, 2 errors`; `no findings` when every count is zero. */
export function describeCounts(counts: Readonly<Record<Severity, number>>): string {
  const parts = SEVERITIES.filter(severity => counts[severity] > 0).map(severity =>
    severityCount(severity, counts[severity]),
  );
  return parts.join(', ') || vscode.l10n.t('no findings');
}

function severityCount(severity: Severity, count: number): string {
  switch (severity) {
    case 'critical':
      return vscode.l10n.t('{0} critical', count);
    case 'error':
      return count === 1 ? vscode.l10n.t('1 error') : vscode.l10n.t('{0} errors', count);
    case 'warning':
      return count === 1 ? vscode.l10n.t('1 warning') : vscode.l10n.t('{0} warnings', count);
    case 'info':
      return count === 1 ? vscode.l10n.t('1 note') : vscode.l10n.t('{0} notes', count);
  }
}

/** The severity's name in the person's language. */
export function severityWord(severity: Severity): string {
  return {
    critical: vscode.l10n.t('critical'),
    error: vscode.l10n.t('error'),
    warning: vscode.l10n.t('warning'),
    info: vscode.l10n.t('info'),
  }[severity];
}

/** `1 file`, `2 files`. */
export function fileCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 file') : vscode.l10n.t('{0} files', count);
}

/** `1 field`, `2 fields`. */
export function fieldCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 field') : vscode.l10n.t('{0} fields', count);
}

/** `1 event`, `2 events`. */
export function eventCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 event') : vscode.l10n.t('{0} events', count);
}

/** At most two decimals, none that are zero; `–` where there is no score. */
export function describeScore(score: number | null): string {
  return score === null ? '–' : String(Number(score.toFixed(2)));
}

/** How bad a document is: the worst of what counts against it, and of how it differs from what was approved. */
export function levelOf({ isCompliant, counts, baseline }: DocumentStatus): 'error' | 'warning' | 'good' {
  const gravest = baseline?.gravest ?? null;
  if (!isCompliant || counts.critical + counts.error > 0) return 'error';
  if (gravest === 'critical' || gravest === 'error') return 'error';
  return counts.warning > 0 || gravest !== null ? 'warning' : 'good';
}

/** How a file differs from its approved version; undefined where it does not, or has none. */
export function describeDrift(baseline: DocumentStatus['baseline']): string | undefined {
  if (!baseline || baseline.drifted === 0) return undefined;
  const { drifted, version, whole } = baseline;
  if (whole === 'drift/missing-file') return vscode.l10n.t('missing: v{0} has it', version);
  if (whole === 'drift/added-file') return vscode.l10n.t('not in v{0}', version);
  return vscode.l10n.t('{0} not as in v{1}', fieldCount(drifted), version);
}
