/** What a check hands to whoever reports it: one file after the other, and at the end what they amount to. */
import type { Severity } from '../../shared/core/document/document.ts';
import { isExcused } from '../../shared/core/report/compliance.ts';
import type { Compliance } from '../../shared/core/report/report.ts';
import type { Checked } from '../../shared/core/validation/check.ts';
import type { Finding } from '../../shared/core/validation/finding.ts';

export interface CheckedFile {
  readonly kind: 'checked';
  /** As the person who asked would write it: relative to the current folder, where it is inside. */
  readonly path: string;
  /** Whether the text stands in a file, so that its lines can be pointed at. */
  readonly hasLines: boolean;
  readonly checked: Checked;
  readonly report: Compliance;
}

export interface UnreadableFile {
  readonly kind: 'unreadable';
  readonly path: string;
  /** What, why, what to do. */
  readonly message: string;
}

export type FileResult = CheckedFile | UnreadableFile;

/** What is left of a checked file once the report has said what there is to say: the same in whichever thread it was. */
export interface FileOutcome {
  readonly kind: 'outcome';
  readonly path: string;
  readonly facts: FileFacts;
  /** The report's text about it. */
  readonly said: string;
}

export interface FileFacts
  extends Pick<Compliance, 'environment' | 'profile' | 'complianceScore' | 'isCompliant'> {
  readonly counts: Readonly<Record<Severity | 'waived', number>>;
}

export interface Summary {
  readonly files: number;
  /** Of those that a profile governs. */
  readonly compliant: number;
  /** Findings that are shown, by severity; those that a waiver takes out are not among them. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** Those that it takes out: not where the rule may not be waived. */
  readonly waived: number;
  /** Of the files that a profile governs; null when there is none. */
  readonly lowestScore: number | null;
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

export interface Reporter {
  begin?(): void;
  /** What is said of one file. It depends on nothing but the file, so that files can be checked in several threads. */
  describe(file: CheckedFile): string;
  /** The next one, in order. */
  file(outcome: FileOutcome): void;
  end(summary: Summary): void;
}

export const SEVERITIES: readonly Severity[] = ['critical', 'error', 'warning', 'info'];

/** Each thing once: where a rule and the schema object to the same field, the rule's finding. */
export function shownFindings({ checked }: CheckedFile): Finding[] {
  return checked.findings.filter(finding => !finding.shadowed);
}

export function factsOf(file: CheckedFile): FileFacts {
  const { environment, profile, complianceScore, isCompliant } = file.report;
  return { environment, profile, complianceScore, isCompliant, counts: countFindings(file) };
}

/** By severity, without those that a waiver takes out; and how many it does. */
export function countFindings(file: CheckedFile): Record<Severity | 'waived', number> {
  const counts = { critical: 0, error: 0, warning: 0, info: 0, waived: 0 };
  for (const finding of shownFindings(file))
    counts[isExcused(finding, file.checked) ? 'waived' : finding.severity]++;
  return counts;
}
