/** Turns counts and severities into the words and icons that every view of the client uses. */
import type { DocumentStatus, FileFinding } from '../shared/protocol.ts';

export type Severity = FileFinding['severity'];

export const SEVERITIES: readonly Severity[] = ['critical', 'error', 'warning', 'info'];

const NOUNS: Readonly<Record<Severity, readonly [one: string, many: string]>> = {
  critical: ['critical', 'critical'],
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['note', 'notes'],
};

/** `1 critical, 2 errors`; `no findings` when every count is zero. */
export function describeCounts(counts: Readonly<Record<Severity, number>>): string {
  const parts = SEVERITIES.filter(severity => counts[severity] > 0).map(
    severity => `${counts[severity]} ${NOUNS[severity][counts[severity] === 1 ? 0 : 1]}`,
  );
  return parts.join(', ') || 'no findings';
}

/** `1 file`, `2 files`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** At most two decimals, none that are zero; `–` where there is no score. */
export function describeScore(score: number | null): string {
  return score === null ? '–' : String(Number(score.toFixed(2)));
}

/** How bad a document is: the worst of what counts against it. */
export function levelOf(status: DocumentStatus): 'error' | 'warning' | 'good' {
  if (!status.isCompliant || status.counts.critical + status.counts.error > 0) return 'error';
  return status.counts.warning > 0 ? 'warning' : 'good';
}
