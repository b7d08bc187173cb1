/** What the report says of one violated rule. */
import type { Checked } from '../validation/check.ts';
import { messageOf } from '../validation/rule-findings.ts';
import type { Breach, RuleOutcome } from '../validation/rules.ts';
import type { Occurrence, Violation, WaivedViolation } from './report.ts';

/** One, however many fields violate the rule; the outcome has at least one. */
export function violationOf({ rule, breaches }: RuleOutcome, checked: Checked): Violation {
  const occurrences = breaches.map(breach => occurrenceOf(breach, checked));
  const [
    first = {
      fieldPath: '$',
      currentValue: null,
      range: checked.document.lines.rangeOf({ start: 0, end: 0 }),
    },
  ] = occurrences;
  return {
    ruleId: rule.id,
    ruleName: rule.name,
    fieldPath: first.fieldPath,
    severity: rule.severity,
    message: messageOf(rule, { name: breaches[0]?.name ?? first.fieldPath }),
    currentValue: first.currentValue,
    expectedValue: rule.expected,
    complianceFrameworks: rule.frameworks,
    remediationGuidance: rule.remedy,
    range: first.range,
    ...(occurrences.length > 1 && { occurrences }),
  };
}

export function waivedOf(outcome: RuleOutcome, checked: Checked): WaivedViolation[] {
  const { rule, waivedBy } = outcome;
  if (!waivedBy) return [];
  const { reason = '', until = '' } = waivedBy;
  return [{ ...violationOf(outcome, checked), reason, until, excludedFromScore: rule.waivable }];
}

function occurrenceOf(breach: Breach, { document }: Checked): Occurrence {
  return {
    fieldPath: breach.path,
    currentValue: breach.shown ?? null,
    range: document.lines.rangeOf(breach.span),
  };
}
