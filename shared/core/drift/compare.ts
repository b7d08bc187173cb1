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
import { fieldTable } from './field-table.ts';
import { type FileDifference, fileDifferences } from './file-differences.ts';
import { isSameValue } from './same-value.ts';
import type { Fingerprint, Side } from './side.ts';

export interface Difference {
  readonly field: string;
  readonly change: 'added' | 'removed' | 'changed';
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
  /** In order of their paths; none where paths are not compared. */
  readonly files: readonly FileDifference[];
}

export interface ComparisonOptions {
  readonly drift: DriftPolicy;
  /** `field`: of two environments, whose files have other names. */
  readonly by?: 'path' | 'field';
  /** Absent for who has no key: what is covered on one side only cannot be compared then. */
  readonly fingerprint?: Fingerprint;
}

/** Compares all files of both sides. */
export function compareSides(
  before: readonly Side[],
  after: readonly Side[],
  { drift, by = 'path', fingerprint }: ComparisonOptions,
): Comparison {
  const olds = keyed(before, by);
  const news = keyed(after, by);
  const defaults = defaultsOf([...before, ...after]);
  const differences: Difference[] = [];
  const unknown: FieldState[] = [];
  for (const [key, state] of [...news, ...[...olds].filter(([key]) => !news.has(key))]) {
    const [old, next] = [olds.get(key), news.get(key)];
    const relation = relate(old, next, fingerprint);
    if (relation === 'unknown') unknown.push(state);
    else if (relation !== 'same') differences.push(differenceOf(relation, old, next, { drift, defaults }));
  }
  const uncertain = unknown.map(({ file, field }) => ({ file, field }));
  const files = by === 'path' ? fileDifferences(before, after, differences, unknown) : [];
  return { differences, unknown: uncertain, files };
}

/** As requests and reports have it: no secret is in it. */
export function fieldChangeOf({ field, change, secret, downgrade, before, after }: Difference): FieldChange {
  const shown = { before: before?.shown ?? null, after: after?.shown ?? null };
  return { field, change, secret, downgrade, ...shown };
}

/** A field that is there several times under one key is counted. */
function keyed(sides: readonly Side[], by: 'path' | 'field'): Map<string, FieldState> {
  const states = new Map<string, FieldState>();
  const counts = new Map<string, number>();
  const ordered = sides.toSorted((a, b) => (a.checked.path < b.checked.path ? -1 : 1));
  for (const state of ordered.flatMap(fieldTable)) {
    const { file, part, field, governed } = state;
    const name = governed ? field.toLowerCase() : field;
    const key = JSON.stringify([governed, name, ...(by === 'path' ? [file, part] : [])]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    states.set(`${key}${count}`, state);
  }
  return states;
}

type Relation = Difference['change'] | 'same' | 'unknown';

function relate(
  before: FieldState | undefined,
  after: FieldState | undefined,
  fingerprint: Fingerprint | undefined,
): Relation {
  if (!before || !after) return before ? 'removed' : 'added';
  const isSame = isSameValue(before, after, fingerprint);
  if (isSame === undefined) return 'unknown';
  return isSame ? 'same' : 'changed';
}

interface Judging {
  readonly drift: DriftPolicy;
  readonly defaults: ReadonlyMap<string, JsonValue>;
}

function differenceOf(
  change: Difference['change'],
  before: FieldState | undefined,
  after: FieldState | undefined,
  { drift, defaults }: Judging,
): Difference {
  const field = after?.field ?? before?.field ?? '';
  const secret = before?.secret === true || after?.secret === true;
  const effective = (state: FieldState | undefined): JsonValue | undefined =>
    state ? state.value : defaults.get(field.toLowerCase());
  const downgrade = isDowngrade(field, effective(before), effective(after), drift);
  return {
    field,
    change,
    secret,
    downgrade,
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
