/** Adds the keys that are missing, each in its place; the value too where there is only one that it could be. */
import type { JsonValue } from '../../profile/profile.ts';
import type { CheckedUnit } from '../../validation/check.ts';
import type { FieldSchema } from '../../validation/field-schema.ts';
import type { Finding } from '../../validation/finding.ts';
import { insertFields } from '../../validation/missing.ts';
import { nameInFile } from '../../validation/unit.ts';
import { contextOf, type Fix, type Fixer, idOf } from '../fix.ts';

interface NewField {
  readonly path: string;
  /** Undefined: only the person knows. */
  readonly value: JsonValue | undefined;
}

export const missing: Fixer = (finding, { checked, unit }) => {
  if (!unit || !isMissing(finding)) return [];
  const own = newFields([finding], unit);
  const others = checked.findings.filter(each => isMissing(each) && contextOf(each, checked).unit === unit);
  const all = newFields(others, unit);
  const one = addition(own, idOf('missing', finding), unit);
  if (all.length <= own.length) return one;
  const every = addition(all, `missing all ${checked.units.indexOf(unit)}`, unit);
  return [...one, ...every.map(fix => ({ ...fix, mendsMany: true as const }))];
};

/** What is left to its default has a fix of its own. */
function isMissing({ missing: fields, kind, fix }: Finding): boolean {
  return fields !== undefined && fields.length > 0 && kind !== 'fallback' && !fix;
}

function addition(fields: readonly NewField[], id: string, unit: CheckedUnit): Fix[] {
  const [first] = fields;
  if (!first) return [];
  const title =
    fields.length === 1 ? `Add ${nameInFile(first.path, unit)}` : `Add ${fields.length} missing keys`;
  const removes = fields.every(({ value }) => value !== undefined);
  const edits = () =>
    insertFields(
      fields.map(({ path, value }) => ({ path, value: value ?? '' })),
      unit,
    );
  return [{ id, title, removes, isSafe: false, edits }];
}

function newFields(findings: readonly Finding[], unit: CheckedUnit): NewField[] {
  const fields = new Map<string, NewField>();
  for (const path of findings.flatMap(finding => finding.missing?.map(({ field }) => field) ?? [])) {
    for (const field of requiredIn(path, unit)) {
      const spelled = field?.path ?? path;
      fields.set(spelled.toLowerCase(), { path: spelled, value: knownValue(spelled, field, unit) });
    }
  }
  return [...fields.values()];
}

/** Of a group each field that has to be there; of a field itself, which a schema may not know. */
function requiredIn(path: string, { compiled }: CheckedUnit): (FieldSchema | undefined)[] {
  const group = compiled.groups.get(path.toLowerCase());
  if (!group) return [compiled.fields.get(path.toLowerCase())];
  const inside = [...compiled.fields.values()].filter(({ path: own }) => own.startsWith(`${group.path}.`));
  return inside.filter(({ path: own, required }) => required && isNeeded(own, group.path, { compiled }));
}

/** An optional group within the group is not begun. */
function isNeeded(path: string, around: string, { compiled }: Pick<CheckedUnit, 'compiled'>): boolean {
  const parts = path.split('.');
  for (let length = around.split('.').length + 1; length < parts.length; length++) {
    const group = compiled.groups.get(parts.slice(0, length).join('.').toLowerCase());
    if (group && !group.required) return false;
  }
  return true;
}

function knownValue(path: string, field: FieldSchema | undefined, unit: CheckedUnit): JsonValue | undefined {
  const { environmentField } = unit.project.profile;
  if (path.toLowerCase() === environmentField?.toLowerCase()) return unit.environment;
  if (!field || field.secret) return undefined;
  const { const: only, enum: choices } = field.schema;
  if (field.default !== undefined) return field.default;
  if (only !== undefined) return only;
  return Array.isArray(choices) && choices.length === 1 ? choices[0] : undefined;
}
