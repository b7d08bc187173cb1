/** The compliance report of one checked file: score, violations, and everything else that was found. */
import type { Severity } from '../document/document.ts';
import type { Checked } from '../validation/check.ts';
import type { Finding } from '../validation/finding.ts';
import type { RuleOutcome } from '../validation/rules.ts';
import { configHash } from './config-hash.ts';
import type { Compliance, ComplianceReport, ReportedFinding } from './report.ts';
import { scoreOf } from './score.ts';
import { violationOf, waivedOf } from './violation.ts';

export function complianceReport(checked: Checked, now: Date): ComplianceReport {
  return reportOf(complianceOf(checked, now), checked);
}

/** The whole report, in the order in which it is written. */
export function reportOf(
  { environment, profile, ...rest }: Compliance,
  { units }: Checked,
): ComplianceReport {
  return { environment, profile, configHash: configHash(units), ...rest };
}

/**
 * A violation that is waived leaves score and compliance only where its rule may be waived; where not, it stands among
 * the violations as well as among the waived. A file that cannot be read as it is written (a syntax error), or
 * whose manifest or profile has errors, is not compliant.
 */
export function complianceOf(checked: Checked, now: Date): Compliance {
  const outcomes = checked.units.flatMap(unit => unit.outcomes);
  const violated = outcomes.filter(({ breaches }) => breaches.length > 0);
  const violations = violated.filter(counts).map(outcome => violationOf(outcome, checked));
  const schemaErrors = checked.findings.filter(({ kind }) => kind === 'schema');
  const others = checked.findings.filter(({ kind }) => kind !== 'schema' && kind !== 'rule');
  return {
    environment: checked.environment ?? null,
    profile: checked.governance.project?.profile.name ?? null,
    validatedAt: now.toISOString(),
    complianceScore: scoreOf(violations, outcomes.length),
    totalRulesChecked: outcomes.length,
    isCompliant: schemaErrors.length === 0 && !violations.some(isGrave) && !others.some(isGraveDoubt),
    violationsBySeverity: countBySeverity(violations),
    violations,
    schemaErrors: schemaErrors.map(finding => reported(finding, checked)),
    waived: violated.flatMap(outcome => waivedOf(outcome, checked)),
    otherFindings: others.map(finding => reported(finding, checked)),
  };
}

/** Waived, and by a profile that lets its rule be waived: else the violation counts all the same. */
export function isExcused({ waivedBy, code }: Finding, { units }: Checked): boolean {
  if (!waivedBy) return false;
  return units.some(({ outcomes }) => outcomes.some(({ rule }) => rule.id === code && rule.waivable));
}

function counts({ rule, waivedBy }: RuleOutcome): boolean {
  return waivedBy === undefined || !rule.waivable;
}

function isGrave({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'critical' || severity === 'error';
}

/** Nobody can tell what the file says, or what it has to say. */
function isGraveDoubt(finding: Finding): boolean {
  return (finding.kind === 'syntax' || finding.kind === 'manifest') && isGrave(finding);
}

function countBySeverity(violations: readonly { readonly severity: Severity }[]): Record<Severity, number> {
  const counted = { critical: 0, error: 0, warning: 0, info: 0 };
  for (const { severity } of violations) counted[severity]++;
  return counted;
}

function reported(finding: Finding, { document }: Checked): ReportedFinding {
  const { kind, code, severity, message, field, span } = finding;
  return { kind, code, severity, message, fieldPath: field ?? null, range: document.lines.rangeOf(span) };
}
