/** The compliance report: one document against one profile, at one moment. The JSON shape of `formatVersion` 1. */
import type { Severity } from '../document/document.ts';
import type { JsonValue } from '../profile/profile.ts';
import type { Range } from '../text/text.ts';
import type { FindingKind } from '../validation/finding.ts';

export interface ComplianceReport {
  /** Null when nothing says which environment the document is for. */
  readonly environment: string | null;
  readonly profile: string | null;
  /** `sha256:` + hex over the canonical effective values, secrets left out. */
  readonly configHash: string;
  /** ISO 8601, UTC. */
  readonly validatedAt: string;
  /** 0–100, two decimals; 100 when no rule applied. */
  readonly complianceScore: number;
  readonly totalRulesChecked: number;
  /** No critical and no error violation, no schema error, and no error of syntax or in the manifest or profile. */
  readonly isCompliant: boolean;
  readonly violationsBySeverity: Readonly<Record<Severity, number>>;
  /** Those that count: also waived ones, where the rule may not be waived. */
  readonly violations: readonly Violation[];
  readonly schemaErrors: readonly ReportedFinding[];
  /** Every violation that a waiver in force excuses, whether or not it left the score. */
  readonly waived: readonly WaivedViolation[];
  /** Everything else that the editor shows: syntax, portability, security, fallback, waiver, environment, manifest. */
  readonly otherFindings: readonly ReportedFinding[];
}

/** What is found out without looking at every value. */
export type Compliance = Omit<ComplianceReport, 'configHash'>;

export interface Violation {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly fieldPath: string;
  readonly severity: Severity;
  readonly message: string;
  /** Null when the field is left out; `••••` when it is secret. */
  readonly currentValue: JsonValue;
  readonly expectedValue: string;
  readonly complianceFrameworks: readonly string[];
  readonly remediationGuidance: string;
  readonly range: Range;
  /** Where one rule is violated by several fields: each of them, the first included. */
  readonly occurrences?: readonly Occurrence[];
}

export interface Occurrence {
  readonly fieldPath: string;
  readonly currentValue: JsonValue;
  readonly range: Range;
}

export interface WaivedViolation extends Violation {
  readonly reason: string;
  /** ISO date. */
  readonly until: string;
  /** Whether it left the score: only rules that the profile lets be waived do. */
  readonly excludedFromScore: boolean;
}

export interface ReportedFinding {
  readonly kind: FindingKind;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fieldPath: string | null;
  readonly range: Range;
}

/** Stands for a secret's value wherever one would be shown. Its length says nothing about the value's. */
export const MASK = '••••';
