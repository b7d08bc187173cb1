/** Drift from the approved version as diagnostics: one for each field, at the field. */
import type { Diagnostic } from 'vscode-languageserver/node';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Span } from '../../shared/core/text/text.ts';
import type { Checked } from '../../shared/core/validation/check.ts';
import { placeOfMissing } from '../../shared/core/validation/missing.ts';
import { settingHolding } from '../../shared/core/validation/unit.ts';
import type { FieldDrift, ShownVersion } from '../../shared/core/workflow/shown/version.ts';
import type { Measured } from '../file-check.ts';

const SEVERITIES: Readonly<Record<FieldDrift['severity'], DiagnosticSeverity>> = {
  critical: DiagnosticSeverity.Error,
  high: DiagnosticSeverity.Error,
  medium: DiagnosticSeverity.Warning,
  low: DiagnosticSeverity.Information,
};

export function driftDiagnostics({ checked, measured }: Drifting): Diagnostic[] {
  if (!measured) return [];
  const { lines } = checked.document;
  return measured.drift.map(drift => ({
    range: lines.rangeOf(placeOfDrift(drift, checked)),
    severity: SEVERITIES[drift.severity],
    code: driftCode(drift),
    source: 'Secure Config',
    message: driftMessage(drift, measured.baseline.version),
  }));
}

/** `drift/value_change` */
export function driftCode({ type }: FieldDrift): string {
  return `drift/${type}`;
}

interface Drifting {
  readonly checked: Checked;
  readonly measured?: Measured;
}

/** The field's value; where it is missing, the place that it would go to. */
export function placeOfDrift({ field }: FieldDrift, { units }: Checked): Span {
  const parts = field.split('.');
  for (const unit of units) {
    const setting = settingHolding(parts, unit);
    if (setting) return setting.span;
  }
  const [unit] = units;
  return unit ? placeOfMissing(field, unit).span : { start: 0, end: 0 };
}

function driftMessage(drift: FieldDrift, version: ShownVersion): string {
  const { field, severity, type } = drift;
  const downgrade = type === 'security_downgrade' ? ' It makes the configuration less secure.' : '';
  const approval = drift.needsApproval ? ' Request this change, or revert it.' : '';
  return `${field} ${difference(drift, version)}, ${origin(version)}. Drift of ${severity} severity.${downgrade}${approval}`;
}

function difference({ change, secret, before, after }: FieldDrift, { number }: ShownVersion): string {
  if (change === 'added') return `is not in v${number}`;
  if (change === 'removed') return `is missing: v${number} has it`;
  return secret || before === null || after === null
    ? `differs from v${number}`
    : `is ${after} and was ${before} in v${number}`;
}

/** `approved by ann, bob on 2026-11-20`. */
function origin({ approvers, author, time, emergency }: ShownVersion): string {
  const day = time.slice(0, 10);
  if (approvers.length === 0) return `made by ${author} on ${day}`;
  return `approved${emergency ? ' in an emergency' : ''} by ${approvers.join(', ')} on ${day}`;
}
