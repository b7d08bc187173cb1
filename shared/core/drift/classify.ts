/** Drift: what a document says otherwise than the version that was approved, and how much each difference matters. */
import type { DriftPolicy } from '../ledger/policy.ts';
import type { Checked } from '../validation/check.ts';
import type { Finding } from '../validation/finding.ts';
import type { Comparison, Difference } from './compare.ts';
import { type Baseline, driftMessage } from './drift-message.ts';
import { placeOfDrift } from './drift-place.ts';
import { type Levels, levelsBy, SEVERITIES } from './levels.ts';

export type DriftType =
  /** It makes the configuration less secure, by the drift policy. */
  | 'security_downgrade'
  /** Of a field that the drift policy protects. */
  | 'unauthorized_change'
  /** What stands there now, or does not, breaks the schema. */
  | 'schema_violation'
  | 'missing_field'
  | 'added_field'
  | 'value_change';

export interface DriftItem {
  readonly type: DriftType;
  readonly severity: Levels['severity'];
  readonly difference: Difference;
  /** Whether the change needs an approval before it may be applied. */
  readonly needsApproval: boolean;
  /** What the editor shows, in the document. */
  readonly finding: Finding;
}

export interface DriftOptions {
  readonly drift: DriftPolicy;
  readonly baseline: Baseline;
  /** Those too that the policy neither names nor wants approved. */
  readonly showsAll: boolean;
}

/** Of one document, one for each field, in the order of their places. `comparison`: of the baseline and what is at hand. */
export function classifyDrift(
  { differences }: Pick<Comparison, 'differences'>,
  checked: Checked,
  options: DriftOptions,
): DriftItem[] {
  const levelsOf = levelsBy(options.drift);
  const items = differences.flatMap(difference => {
    if ((difference.after ?? difference.before)?.file !== checked.path) return [];
    const levels = levelsOf(difference.field);
    return matters(difference, levels, options) ? [itemOf(difference, levels, checked, options)] : [];
  });
  return items.sort((a, b) => a.finding.span.start - b.finding.span.start);
}

/** A field that no entry names only where it needs approval, and what is not the profile's not even then; waivers always. */
export function matters(
  { downgrade, before, after }: Difference,
  { isNamed, needsApproval }: Levels,
  { showsAll }: Pick<DriftOptions, 'showsAll'>,
): boolean {
  const { governed, setting } = after ?? before ?? {};
  const isWaiver = governed && !setting;
  return downgrade || isNamed || showsAll || isWaiver || (needsApproval && governed === true);
}

function itemOf(
  difference: Difference,
  levels: Levels,
  checked: Checked,
  { baseline }: DriftOptions,
): DriftItem {
  const type = typeOf(difference, levels, checked);
  const severity = type === 'security_downgrade' ? 'critical' : levels.severity;
  const { span, name } = placeOfDrift(difference, checked);
  const finding: Finding = {
    kind: 'drift',
    code: `drift/${type.replaceAll('_', '-')}`,
    severity: SEVERITIES[severity],
    message: driftMessage({ difference, name, type }, baseline),
    span,
    field: difference.field,
    related: [],
  };
  return { type, severity, difference, needsApproval: levels.needsApproval, finding };
}

const BY_CHANGE = { removed: 'missing_field', added: 'added_field', changed: 'value_change' } as const;

/** The gravest that it is. */
function typeOf({ field, change, downgrade }: Difference, levels: Levels, { findings }: Checked): DriftType {
  if (downgrade) return 'security_downgrade';
  if (levels.protected) return 'unauthorized_change';
  const breaksSchema = findings.some(
    finding => finding.kind === 'schema' && isAbout(finding, field.toLowerCase()),
  );
  return breaksSchema ? 'schema_violation' : BY_CHANGE[change];
}

function isAbout({ field, missing = [] }: Finding, path: string): boolean {
  return field?.toLowerCase() === path || missing.some(each => each.field.toLowerCase() === path);
}
