/** The values that a field may be meant to have, the good ones first. Never one of a secret. */
import type { JsonValue } from '../profile/profile.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';
import type { FieldSchema } from '../validation/field-schema.ts';
import { containsSecret } from '../validation/secret-name.ts';
import { looksAt } from './field-documentation-rules.ts';
import { isObject, listedValues, partsOfSchema } from './field-documentation-schema.ts';

export interface Candidate {
  readonly value: JsonValue;
  /** Where it comes from: `default`, `staging`. */
  readonly notes: readonly string[];
  /** The rules that it would violate here. */
  readonly violates: readonly string[];
  /** Only how the value begins, such as `https://`. */
  readonly isStart?: true;
}

/** `isItem`: of one entry of the field's list. */
export function candidatesFor(
  path: string,
  unit: CheckedUnit,
  siblings: readonly Checked[],
  isItem = false,
): readonly Candidate[] {
  const field = unit.compiled.fields.get(path.toLowerCase());
  const secret = isSecret(path, unit, siblings);
  const found = new Map<string, { value: JsonValue; notes: string[] }>();
  const add = (value: JsonValue, note: string): void => {
    const key = JSON.stringify(value);
    const known = found.get(key) ?? { value, notes: [] };
    if (note !== '' && !known.notes.includes(note)) known.notes.push(note);
    found.set(key, known);
  };
  if (field) for (const value of ownValues(field, unit, isItem)) add(value, '');
  if (field && !secret && !isItem) addAdvice(field, unit, add);
  if (!secret) addSiblings(path, siblings, isItem, add);
  const judge = isItem ? () => [] : judgeOf(path, unit, secret);
  const values = [...found.values()].map(each => ({ ...each, violates: judge(each.value) }));
  const starts = field && !secret ? startsOf(field, unit, isItem) : [];
  const rank = ({ violates, notes }: (typeof values)[number]): number =>
    violates.length > 0 ? 2 : notes.includes('this file') ? 0 : 1;
  return [...values.toSorted((a, b) => rank(a) - rank(b)), ...starts];
}

function isSecret(path: string, unit: CheckedUnit, siblings: readonly Checked[]): boolean {
  const key = path.toLowerCase();
  const units = [unit, ...siblings.flatMap(sibling => sibling.units)];
  return unit.compiled.fields.get(key)?.secret === true || units.some(each => each.byPath.get(key)?.secret);
}

type Add = (value: JsonValue, note: string) => void;

function ownValues(field: FieldSchema, unit: CheckedUnit, isItem: boolean): readonly JsonValue[] {
  const parts = partsFor(field, unit, isItem);
  const listed = listedValues(parts);
  if (listed.length > 0) return listed;
  return parts[0]?.type === 'boolean' ? [true, false] : [];
}

function partsFor({ schema }: FieldSchema, { project }: CheckedUnit, isItem: boolean) {
  const items = isObject(schema.items) ? schema.items : {};
  return partsOfSchema(isItem ? items : schema, project.profile.schema);
}

/** The file's environment, what rules say is safe, the default, and the schema's examples. */
function addAdvice(field: FieldSchema, unit: CheckedUnit, add: Add): void {
  const { environmentField } = unit.project.profile;
  const isEnvironment = environmentField?.toLowerCase() === field.path.toLowerCase();
  if (isEnvironment && unit.environment !== undefined) add(unit.environment, 'this file');
  for (const { rule } of unit.outcomes) {
    if (!rule.fix || !('value' in rule.fix)) continue;
    const isAbout = rule.fields.some(each => each.toLowerCase() === field.path.toLowerCase());
    if (isAbout) add(rule.fix.value, `safe for ${rule.id}`);
  }
  if (field.default !== undefined) add(field.default, 'default');
  const { examples } = field.schema;
  if (Array.isArray(examples)) for (const example of examples) add(example, 'example');
}

function addSiblings(path: string, siblings: readonly Checked[], isItem: boolean, add: Add): void {
  for (const sibling of siblings) {
    const note = sibling.environment ?? sibling.path;
    for (const unit of sibling.units) {
      const setting = unit.byPath.get(path.toLowerCase());
      if (!setting || setting.secret || setting.doubt || setting.value === null || setting.value === '')
        continue;
      const values = isItem && Array.isArray(setting.value) ? setting.value : [setting.value];
      for (const value of values) if (!holdsSecret(value)) add(value, note);
    }
  }
}

/** A value that is worth hiding wherever it stands, or too much to look at. */
function holdsSecret(value: JsonValue): boolean {
  if (typeof value === 'string') return value.length > 500 || containsSecret(value);
  if (isObject(value)) return true;
  return Array.isArray(value) && value.some(holdsSecret);
}

function judgeOf(path: string, unit: CheckedUnit, secret: boolean): (value: JsonValue) => string[] {
  const applying = new Set(unit.outcomes.map(({ rule }) => rule));
  const rules = unit.compiled.rules.filter(each => applying.has(each.rule) && looksAt(each, path, secret));
  return value => rules.filter(({ must }) => must(value).length > 0).map(({ rule }) => rule.id);
}

function startsOf(field: FieldSchema, unit: CheckedUnit, isItem: boolean): Candidate[] {
  const schemes = partsFor(field, unit, isItem).flatMap(({ schemes: listed, format, notSchemes }) => {
    const refused = Array.isArray(notSchemes) ? notSchemes.map(String) : [];
    if (Array.isArray(listed)) return listed.map(String);
    const isUrl = format === 'url' || format === 'uri' || format === 'origin';
    return isUrl ? ['https', 'http'].filter(scheme => !refused.includes(scheme)) : [];
  });
  const judge = isItem ? () => [] : judgeOf(field.path, unit, false);
  const example = (scheme: string): string => `${scheme}://host.example.com`;
  return [...new Set(schemes)]
    .map(scheme => ({
      value: `${scheme}://`,
      notes: [],
      violates: judge(example(scheme)),
      isStart: true as const,
    }))
    .sort((a, b) => a.violates.length - b.violates.length);
}
