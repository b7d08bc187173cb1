/** What the check says of an environment as a whole. */
import type { Assessment } from '../ledger/version.ts';
import { complianceOf } from '../report/compliance.ts';
import type { Checked } from '../validation/check.ts';
import { ruleSetDigest } from './rule-set.ts';

/**
 * An environment is as good as the worst of its files: its score is their lowest, and it is compliant when all of them are.
 * Undefined when no project governs them, or there are none.
 */
export function assess(files: readonly Checked[], now: Date): Assessment | undefined {
  const project = files[0]?.governance.project;
  if (!project) return undefined;
  const reports = files.map(checked => complianceOf(checked, now));
  return {
    score: Math.min(...reports.map(({ complianceScore }) => complianceScore)),
    isCompliant: reports.every(({ isCompliant }) => isCompliant),
    ruleSet: ruleSetDigest(project),
  };
}
