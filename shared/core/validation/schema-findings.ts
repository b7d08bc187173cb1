/** What the schema objects to, each at the place that a person would change. */
import { placeAt } from '../document/json.ts';
import { MASK } from '../report/report.ts';
import type { Span } from '../text/text.ts';
import type { SchemaError } from './compile.ts';
import type { Finding } from './finding.ts';
import { missingField, placeOfMissing } from './missing.ts';
import { type PlacedError, schemaErrors } from './schema-errors.ts';
import { messageOf, type Subject } from './schema-messages.ts';
import type { Setting } from './settings.ts';
import { shownValue } from './shown-value.ts';
import { settingHolding, spell, type Unit } from './unit.ts';
import { unknownFindings } from './unknown-fields.ts';
import { type Conflict, isTree, valueAt } from './values.ts';

export function schemaFindings(unit: Unit): Finding[] {
  const unknown: string[][] = [];
  const findings: Finding[] = [];
  for (const setting of unit.select('mistype', ({ mistype }) => mistype !== undefined))
    if (setting.mistype) findings.push(mistypeFinding(setting, setting.mistype));
  for (const conflict of unit.values.conflicts) findings.push(conflictFinding(conflict, unit));
  for (const placed of schemaErrors(unit)) {
    const extra = placed.error.params.additionalProperty ?? placed.error.params.unevaluatedProperty;
    if (typeof extra === 'string') unknown.push([...placed.parts, extra]);
    else if (isBelowField(placed.parts, unit)) unknown.push([...placed.parts]);
    else findings.push(...findingOf(placed, unit));
  }
  return withoutRepetition([...findings, ...unknownFindings(unknown, unit)]);
}

function findingOf({ error, parts, reason }: PlacedError, unit: Unit): Finding[] {
  const absent = missingProperty(error);
  if (absent !== undefined) {
    return missingFields([...parts, absent].join('.'), unit).map(path => missingFinding(path, unit));
  }
  const setting = settingHolding(parts, unit);
  if (setting?.doubt) return [];
  const subject = subjectAt(parts, setting, unit);
  const path = setting?.path ?? parts.join('.');
  const span = spanOf(error, setting, subject.item) ?? placeOfMissing(`${path}.`, unit).span;
  const why = reason && (error.keyword === 'propertyNames' ? reasonForName(reason) : reasonIn(reason, unit));
  return [finding(error.keyword, messageOf(error, subject, why), span, path)];
}

function subjectAt(parts: readonly string[], setting: Setting | undefined, unit: Unit): Subject {
  const path = setting?.path ?? parts.join('.');
  const value = valueAt(unit.values.tree, parts);
  const { fields } = unit.compiled;
  return {
    name: setting?.name ?? spell(path, unit),
    item: setting ? parts.slice(setting.parts.length) : [],
    shown: value === undefined || setting?.secret ? MASK : shownValue(value, parts.join('.'), fields),
    isEmpty: value === '',
  };
}

function reasonForName({ error }: PlacedError): string {
  return messageOf(error, { name: 'It', item: [], shown: String(error.propertyName), isEmpty: false });
}

/** What the nearest branch of a choice objects to: a sentence of its own. */
function reasonIn({ error, parts }: PlacedError, unit: Unit): string {
  const absent = missingProperty(error);
  if (absent !== undefined) return `${spell([...parts, absent].join('.'), unit)} is not set.`;
  return messageOf(error, subjectAt(parts, settingHolding(parts, unit), unit));
}

/** The schema has a plain value where the document sets something inside it. The whole document is no field. */
function isBelowField(parts: readonly string[], unit: Unit): boolean {
  const isField = parts.length > 0 && unit.compiled.fields.has(parts.join('.').toLowerCase());
  return isField && !settingHolding(parts, unit) && isTree(valueAt(unit.values.tree, parts));
}

function missingProperty({ keyword, params }: SchemaError): string | undefined {
  const isMissing = keyword === 'required' || keyword === 'dependentRequired';
  return isMissing ? String(params.missingProperty) : undefined;
}

/** Of a group that is left out, the fields that it needs; itself where it needs none. */
function missingFields(path: string, unit: Unit): readonly string[] {
  const { needs = [] } = unit.compiled.groups.get(path.toLowerCase()) ?? {};
  return needs.length === 0 ? [path] : needs.flatMap(name => missingFields(`${path}.${name}`, unit));
}

function missingFinding(path: string, unit: Unit): Finding {
  const group = unit.compiled.groups.get(path.toLowerCase());
  const [first] = group ? Object.keys(group.schema.properties ?? {}) : [];
  const name = spell(first === undefined ? path : `${path}.${first}`, unit);
  const message =
    group && unit.document.format === 'dotenv'
      ? `The group ${path} is required and nothing of it is set. Add its fields, such as ${name}.`
      : `${spell(path, unit)} is required and is not set. Add it.`;
  const { span } = placeOfMissing(path, unit);
  return { ...finding('required', message, span, path), missing: [missingField(path, undefined, unit)] };
}

function mistypeFinding(setting: Setting, { expected }: NonNullable<Setting['mistype']>): Finding {
  const empty = setting.value === '' ? 'is empty, and ' : '';
  return finding(
    'type',
    `${setting.name} ${empty}has to be ${expected}. Change the value.`,
    spanOfValue(setting),
    setting.path,
  );
}

function conflictFinding({ setting, blockedBy }: Conflict, unit: Unit): Finding {
  const other = unit.byPath.get(blockedBy.toLowerCase());
  const message =
    `${setting.name} sets a part of ${spell(blockedBy, unit)}, which has a value of its own, so one of the two is lost. ` +
    'Keep only one.';
  const related = other ? [{ span: other.span, message: 'This is the other one.' }] : [];
  return { ...finding('conflict', message, setting.keySpan, setting.path), related };
}

function spanOf(
  { keyword }: SchemaError,
  setting: Setting | undefined,
  item: readonly string[],
): Span | undefined {
  if (keyword === 'propertyNames') return setting?.keySpan;
  return setting && spanOfPart(setting, item);
}

/** In YAML a part of a list or map has its own place; a JSON text is shown as a whole. */
function spanOfPart(setting: Setting, item: readonly string[]): Span {
  if (setting.node.kind === 'scalar' || item.length === 0) return spanOfValue(setting);
  return placeAt(setting.node, item).node.span;
}

/** A value that is empty has no place of its own to show. */
function spanOfValue({ node, keySpan }: Setting): Span {
  return node.span.start === node.span.end ? keySpan : node.span;
}

function finding(keyword: string, message: string, span: Span, field: string): Finding {
  return { kind: 'schema', code: `schema/${keyword}`, severity: 'error', message, span, field, related: [] };
}

/** Several branches of a schema can ask for the same. */
function withoutRepetition(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, field, message }) => {
    const key = `${code}\u0000${field}\u0000${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
