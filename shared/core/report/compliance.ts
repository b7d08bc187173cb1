/** The compliance report of one checked file: score, violations, and everything else that was found. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Severity } from '../document/document.ts';
import type { JsonValue } from '../profile/profile.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';
import type { Finding } from '../validation/finding.ts';
import type { Breach, RuleOutcome } from '../validation/rules.ts';
import { type ComplianceReport, MASK, type ReportedFinding, type Violation } from './report.ts';

export const WEIGHTS: Readonly<Record<Severity, number>> = { critical: 10, error: 5, warning: 2, info: 1 };

export function complianceReport(checked: Checked, now: Date): ComplianceReport {
  const outcomes = checked.units.flatMap(unit => unit.outcomes);
  const violations = outcomes
    .filter(({ breaches }) => breaches.length > 0)
    .map(outcome => violationOf(outcome, checked));
  const schemaErrors = checked.findings.filter(({ kind }) => kind === 'schema');
  const others = checked.findings.filter(({ kind }) => kind !== 'schema' && kind !== 'rule');
  return {
    environment: checked.environment ?? null,
    profile: checked.governance.project?.profile.name ?? null,
    configHash: configHash(checked.units),
    validatedAt: now.toISOString(),
    complianceScore: score(violations, outcomes.length),
    totalRulesChecked: outcomes.length,
    isCompliant: schemaErrors.length === 0 && !violations.some(isGrave),
    violationsBySeverity: countBySeverity(violations),
    violations,
    schemaErrors: schemaErrors.map(finding => reported(finding, checked)),
    waived: [],
    otherFindings: others.map(finding => reported(finding, checked)),
  };
}

/** 100 less what the violations weigh among the rules checked, two decimals. */
export function score(violations: readonly { readonly severity: Severity }[], rulesChecked: number): number {
  if (rulesChecked === 0) return 100;
  const weight = violations.reduce((sum, { severity }) => sum + WEIGHTS[severity], 0);
  return Math.round(Math.max(0, 100 - (weight / (rulesChecked * 10)) * 100) * 100) / 100;
}

function isGrave({ severity }: { readonly severity: Severity }): boolean {
  return severity === 'critical' || severity === 'error';
}

function countBySeverity(violations: readonly Violation[]): Record<Severity, number> {
  const counts = { critical: 0, error: 0, warning: 0, info: 0 };
  for (const { severity } of violations) counts[severity]++;
  return counts;
}

function violationOf({ rule, breaches }: RuleOutcome, { document }: Checked): Violation {
  const places = breaches.map(breach => ({
    fieldPath: breach.path,
    currentValue: shownValue(breach),
    range: document.lines.rangeOf(breach.span),
  }));
  const [
    first = { fieldPath: '$', currentValue: null, range: document.lines.rangeOf({ start: 0, end: 0 }) },
  ] = places;
  const name = breaches[0]?.name ?? '';
  return {
    ruleId: rule.id,
    ruleName: rule.name,
    severity: rule.severity,
    message: rule.message.replaceAll('{field}', name),
    ...first,
    expectedValue: rule.expected,
    complianceFrameworks: rule.frameworks,
    remediationGuidance: rule.remedy,
    ...(places.length > 1 && { occurrences: places }),
  };
}

function shownValue({ secret, value }: Breach): JsonValue {
  if (value === undefined) return null;
  return secret ? MASK : value;
}

function reported(finding: Finding, { document }: Checked): ReportedFinding {
  const { kind, code, severity, message, field, span } = finding;
  return { kind, code, severity, message, fieldPath: field ?? null, range: document.lines.rangeOf(span) };
}

/** Over the effective values of each document, secrets left out. */
function configHash(units: readonly CheckedUnit[]): string {
  const documents = units.map(({ effective, settings }) => withoutSecrets(effective, settings));
  const text = canonicalJson(documents.length === 1 ? (documents[0] ?? {}) : documents);
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}

function withoutSecrets(effective: CheckedUnit['effective'], settings: CheckedUnit['settings']): JsonValue {
  const secrets = new Set(settings.filter(({ secret }) => secret).map(({ path }) => path));
  const strip = (tree: object, prefix: string): { [key: string]: JsonValue } => {
    const kept: { [key: string]: JsonValue } = Object.create(null);
    for (const [key, value] of Object.entries(tree)) {
      const path = prefix === '' ? key : `${prefix}.${key}`;
      if (secrets.has(path)) continue;
      kept[key] =
        typeof value === 'object' && value !== null && !Array.isArray(value) ? strip(value, path) : value;
    }
    return kept;
  };
  return strip(effective, '');
}
