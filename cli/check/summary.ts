/** Adds the files of a check up as they come, without keeping them. */
import { type CheckedFile, countFindings, type FileResult, SEVERITIES, type Summary } from './result.ts';

export interface RunningSummary {
  add(result: FileResult): void;
  read(): Summary;
}

export function createSummary(): RunningSummary {
  const findings = { critical: 0, error: 0, warning: 0, info: 0 };
  const unreadable: { path: string; message: string }[] = [];
  let files = 0;
  let compliant = 0;
  let waived = 0;
  let lowestScore: number | null = null;

  const addChecked = (file: CheckedFile): void => {
    const counts = countFindings(file);
    files++;
    for (const severity of SEVERITIES) findings[severity] += counts[severity];
    waived += counts.waived;
    const { complianceScore, isCompliant, profile } = file.report;
    if (profile === null) return;
    if (isCompliant) compliant++;
    lowestScore = Math.min(lowestScore ?? complianceScore, complianceScore);
  };

  return {
    add: result => {
      if (result.kind === 'checked') addChecked(result);
      else unreadable.push({ path: result.path, message: result.message });
    },
    read: () => ({ files, compliant, findings, waived, lowestScore, unreadable }),
  };
}
