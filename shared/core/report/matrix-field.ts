/** One row of an environment matrix: what each file says of the field, and whether they agree. */
import type { Severity } from '../document/document.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import type { Span } from '../text/text.ts';
import type { Finding } from '../validation/finding.ts';
import { placeOfMissing } from '../validation/missing.ts';
import type { Setting } from '../validation/settings.ts';
import { settingHolding, type Unit } from '../validation/unit.ts';
import { isTree, valueAt } from '../validation/values.ts';
import type { MatrixCell, MatrixField } from './matrix.ts';
import type { MatrixColumn } from './matrix-columns.ts';
import type { MatrixRow } from './matrix-rows.ts';
import { shownInMatrix } from './matrix-value.ts';

/** What a file says of a field, before it is compared. */
interface Said {
  readonly kind: 'set' | 'default' | 'missing' | 'unknown';
  /** Same identity, same value; two that are missing are alike. Undefined: it cannot be compared. */
  readonly identity: string | undefined;
  readonly shown?: string;
  readonly span: Span;
}

export function fieldOfRow(row: MatrixRow, columns: readonly MatrixColumn[]): MatrixField {
  const said = columns.map(column => saidIn(column, row));
  const { agreement, norm } = agreementOf(said);
  const cells = columns.map((column, index) => cellOf(column, row, said[index], { agreement, norm }));
  const severity = worst(cells);
  return {
    path: row.path,
    ...(row.title !== undefined && { title: row.title }),
    secret: row.secret,
    agreement,
    ...(severity && { severity }),
    cells,
  };
}

function saidIn({ unit }: MatrixColumn, row: MatrixRow): Said {
  const setting = unit.byPath.get(row.key) ?? settingHolding(row.parts, unit);
  const isOwn = setting?.path.toLowerCase() === row.key;
  const value = setting && isOwn ? setting.value : valueAt(unit.effective, row.parts);
  const isUnknown = setting?.doubt === 'reference' || setting?.doubt === 'command';
  if (isTree(value) && unit.compiled.groups.has(row.key)) return groupSaid(setting, row, unit);
  if (setting && (value !== undefined || isUnknown)) {
    const shown = shownInMatrix(value ?? null, row, unit, isOwn ? setting : undefined);
    const span = spanOfValue(setting);
    if (isUnknown) return { kind: 'unknown', identity: undefined, shown, span };
    return { kind: 'set', identity: canonicalJson(value ?? null), shown, span };
  }
  const { span } = placeOfMissing(row.path, unit);
  if (value === undefined) return { kind: 'missing', identity: MISSING, span };
  const isSetInParts = valueAt(unit.values.tree, row.parts) !== undefined;
  const kind = isSetInParts ? 'set' : 'default';
  return { kind, identity: canonicalJson(value), shown: shownInMatrix(value, row, unit), span };
}

/** Neither is JSON, so that no value is taken for it. */
const MISSING = 'missing';
/** Its fields are set one by one, where another file has something else in its place. */
const GROUP = 'group';

function groupSaid(setting: Setting | undefined, { path }: MatrixRow, unit: Unit): Said {
  const span = setting ? spanOfValue(setting) : placeOfMissing(path, unit).span;
  return { kind: 'set', identity: GROUP, shown: '{…}', span };
}

/** An empty value has no place of its own. */
function spanOfValue({ node, keySpan }: Setting): Span {
  return node.span.start === node.span.end ? keySpan : node.span;
}

interface Agreement {
  readonly agreement: MatrixField['agreement'];
  /** What most files say. */
  readonly norm: string | undefined;
}

function agreementOf(said: readonly Said[]): Agreement {
  const counts = new Map<string, number>();
  for (const { identity } of said) {
    if (identity !== undefined) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  if (!first || !second) return { agreement: 'all', norm: first?.[0] };
  return first[1] > second[1]
    ? { agreement: 'most', norm: first[0] }
    : { agreement: 'none', norm: undefined };
}

function cellOf(
  column: MatrixColumn,
  row: MatrixRow,
  said: Said | undefined,
  { agreement, norm }: Agreement,
): MatrixCell {
  const { kind = 'missing', identity, shown, span = { start: 0, end: 0 } } = said ?? {};
  const differs = identity !== undefined && agreement !== 'all' && identity !== norm;
  const found = findingsOf(row, kind, column);
  const severity = worst(found);
  return {
    state: kind === 'set' ? (differs ? 'different' : 'same') : kind,
    differs,
    ...(shown !== undefined && { shown }),
    ...(severity && { severity }),
    findings: found.map(({ code, severity, message }) => ({ code, severity, message })),
    range: column.unit.document.lines.rangeOf(span),
  };
}

/** Its own; those of what is inside it; and where a whole group is missing, that of each field that it needs. */
function findingsOf(
  { key, parts }: MatrixRow,
  kind: Said['kind'],
  { findings, inner, unit }: MatrixColumn,
): readonly Finding[] {
  const own = [...(findings.get(key) ?? []), ...(inner.get(key) ?? [])];
  if (own.length > 0) return own;
  if (kind !== 'missing' || !unit.compiled.fields.get(key)?.required) return [];
  for (let length = parts.length - 1; length > 0; length--) {
    const around = findings.get(parts.slice(0, length).join('.').toLowerCase());
    if (around) return around;
  }
  return [];
}

const SEVERITIES: readonly Severity[] = ['critical', 'error', 'warning', 'info'];

function worst(items: readonly { readonly severity?: Severity }[]): Severity | undefined {
  return SEVERITIES.find(severity => items.some(item => item.severity === severity));
}
