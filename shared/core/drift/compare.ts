/**
 * What differs between two contents of an environment, or of two: field by field, by value and not by spelling. Quotes,
 * blanks, comments, order, line ends and the spellings of a boolean make no difference; the spelling of both sides is kept
 * to be shown.
 */
import type { DriftPolicy } from '../ledger/policy.ts';
import type { FieldChange } from '../ledger/request.ts';
import type { JsonValue } from '../profile/profile.ts';
import { MASK } from '../report/report.ts';
import { isDowngrade } from './downgrade.ts';
import type { FieldState } from './field-state.ts';
import { type FileDifference, fileDifferences } from './file-differences.ts';
import { type Relation, type RelationOptions, relationsBetween } from './relations.ts';
import type { Side } from './side.ts';

export interface Difference {
  /** Finds it again in another comparison of the same files. */
  readonly key: string;
  readonly field: string;
  readonly change: FieldChange['change'];
  readonly secret: boolean;
  readonly downgrade: boolean;
  /** Absent: the field is not there. */
  readonly before?: FieldState;
  readonly after?: FieldState;
}

export interface Comparison {
  /** Those that differ for certain, in the order of `after`'s files and their fields, what was removed last. */
  readonly differences: readonly Difference[];
  /** Secrets that are on both sides, and may or may not be the same: there is no key to tell. */
  readonly unknown: readonly Pick<FieldState, 'file' | 'field'>[];
  /** In order of their paths. */
  readonly files: readonly FileDifference[];
}

export interface ComparisonOptions extends RelationOptions {
  readonly drift: DriftPolicy;
  /** Whether a secret that cannot be compared is a difference: what is not known to be the same has to be approved. */
  readonly countsUnknown?: boolean;
}

/** Compares all files of both sides. */
export function compareSides(
  before: readonly Side[],
  after: readonly Side[],
  options: ComparisonOptions,
): Comparison {
  const { drift, countsUnknown = false, by = 'path' } = options;
  const judging = { drift, countsUnknown, defaults: defaultsOf([...before, ...after]) };
  const relations = relationsBetween(before, after, options);
  const differences = relations.flatMap(relation => differenceOf(relation, judging));
  const unknown = relations.flatMap(({ kind, after }) =>
    kind === 'unknown' && after ? [{ file: after.file, field: after.field }] : [],
  );
  const files = fileDifferences(before, after, { by, differences, unknown });
  return { differences, unknown, files };
}

/** As requests have it: no value is in it. */
export function fieldChangeOf({ field, change, secret, downgrade }: Difference): FieldChange {
  return { field, change, secret, downgrade };
}

interface Judging {
  readonly drift: DriftPolicy;
  readonly countsUnknown: boolean;
  /** By field, lower case. */
  readonly defaults: ReadonlyMap<string, JsonValue>;
}

function differenceOf(
  { key, kind, before, after }: Relation,
  { drift, countsUnknown, defaults }: Judging,
): Difference | readonly [] {
  if (kind === 'same' || (kind === 'unknown' && !countsUnknown)) return [];
  const field = after?.field ?? before?.field ?? '';
  const secret = before?.secret === true || after?.secret === true;
  const effective = (state: FieldState | undefined): JsonValue | undefined =>
    state ? state.value : defaults.get(field.toLowerCase());
  return {
    key,
    field,
    change: kind === 'unknown' ? 'changed' : kind,
    secret,
    downgrade: isDowngrade(field, effective(before), effective(after), drift),
    ...(before && { before: covered(before, secret) }),
    ...(after && { after: covered(after, secret) }),
  };
}

/** What is a secret on one side is not shown on the other. */
function covered(state: FieldState, secret: boolean): FieldState {
  return secret && !state.secret ? { ...state, secret, shown: MASK, written: MASK, value: undefined } : state;
}

function defaultsOf(sides: readonly Side[]): Map<string, JsonValue> {
  const defaults = new Map<string, JsonValue>();
  for (const unit of sides.flatMap(({ checked }) => checked.units)) {
    for (const [key, field] of unit.compiled.fields) {
      if (field.default !== undefined) defaults.set(key, field.default);
    }
  }
  return defaults;
}
