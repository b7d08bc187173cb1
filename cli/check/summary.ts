/** Adds the files of a check up as they come, without keeping them. */
import { type FileFacts, type FileOutcome, SEVERITIES, type Summary, type UnreadableFile } from './result.ts';

export interface RunningSummary {
  add(result: FileOutcome | UnreadableFile): void;
  read(): Summary;
}

export function createSummary(): RunningSummary {
  const findings = { critical: 0, error: 0, warning: 0, info: 0 };
  const unreadable: { path: string; message: string }[] = [];
  let files = 0;
  let compliant = 0;
  let waived = 0;
  let lowestScore: number | null = null;

  const addChecked = ({ counts, complianceScore, isCompliant, profile }: FileFacts): void => {
    files++;
    for (const severity of SEVERITIES) findings[severity] += counts[severity];
    waived += counts.waived;
    if (profile === null) return;
    if (isCompliant) compliant++;
    lowestScore = Math.min(lowestScore ?? complianceScore, complianceScore);
  };

  return {
    add: result => {
      if (result.kind === 'outcome') addChecked(result.facts);
      else unreadable.push({ path: result.path, message: result.message });
    },
    read: () => ({ files, compliant, findings, waived, lowestScore, unreadable }),
  };
}
