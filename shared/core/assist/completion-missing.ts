/** The fields that a document does not have yet, the ones it needs first. */
import type { Checked, CheckedUnit } from '../validation/check.ts';
import type { FieldSchema } from '../validation/field-schema.ts';
import { groupOf } from '../validation/missing.ts';
import { hasSecretShape } from '../validation/secret-name.ts';
import { settingHolding } from '../validation/unit.ts';
import { settingBefore, writableName } from './completion-subject.ts';

export interface Missing {
  readonly path: string;
  /** As the file would spell it; dotted in YAML. */
  readonly name: string;
  readonly field?: FieldSchema;
  readonly secret: boolean;
  /** The document is not in order without it. */
  readonly isNeeded: boolean;
  /** Why it should be there, or where it comes from, in a few words. */
  readonly note: string;
  /** Sorts what is needed first, then what belongs to the group at the cursor. */
  readonly sort: string;
}

/** `at`: offset of the cursor's word, whose own key counts as not there. */
export function missingFields(
  unit: CheckedUnit,
  siblings: readonly Checked[],
  at: number,
): readonly Missing[] {
  const near = settingBefore(unit, at);
  const group = near && groupOf(near.path);
  const needs = needsOf(unit);
  const known = [...unit.compiled.fields.values()].filter(field => isOpen(field.path, unit, at));
  const fields = known.flatMap((field, index): Missing[] => {
    const name = writableName(field.path, unit);
    if (name === undefined) return [];
    const need = needs(field);
    const rank = `${need.rank}${groupOf(field.path) === group ? 0 : 1}`;
    return [
      {
        path: field.path,
        name,
        field,
        secret: field.secret,
        isNeeded: need.rank === 0,
        note: [need.note, ...(field.secret ? ['secret'] : [])].filter(Boolean).join(', '),
        sort: `${rank}${String(index).padStart(5, '0')}`,
      },
    ];
  });
  return unit.compiled.schema ? fields : [...fields, ...fromSiblings(unit, siblings, at)];
}

/** Nor may its group be set as a whole, but by what is being typed below the group's key. */
function isOpen(path: string, unit: CheckedUnit, at: number): boolean {
  const setting = unit.byPath.get(path.toLowerCase());
  if (setting) return setting.keySpan.start === at;
  const holder = settingHolding(path.split('.').slice(0, -1), unit);
  if (!holder) return true;
  const { span } = holder.node;
  return span.start === span.end || holder.keySpan.start === at || (at >= span.start && at <= span.end);
}

interface Need {
  readonly rank: 0 | 1 | 2;
  readonly note: string;
}

function needsOf(unit: CheckedUnit): (field: FieldSchema) => Need {
  const demanded = new Map<string, string>();
  for (const { rule, breaches, waivedBy } of unit.outcomes) {
    if (waivedBy) continue;
    for (const { path, setting } of breaches) if (!setting) demanded.set(path.toLowerCase(), rule.id);
  }
  const omitted = new Set(unit.omitted);
  const isProduction = unit.environment === 'production';
  return field => {
    const rule = demanded.get(field.path.toLowerCase());
    if (isRequired(field, unit)) return { rank: 0, note: 'required' };
    if (rule !== undefined) return { rank: 0, note: `${rule} asks for it` };
    const isFallback = isProduction && unit.project.profile.fallbacks !== 'off' && omitted.has(field);
    return isFallback ? { rank: 1, note: 'left to its default' } : { rank: 2, note: '' };
  };
}

/** Also in an optional group, once something of it is there. */
export function isRequired({ path, required }: FieldSchema, { compiled, lastOfGroup }: CheckedUnit): boolean {
  if (!required) return false;
  const group = groupOf(path);
  return (
    group === '' || (compiled.groups.get(group.slice(0, -1))?.required ?? false) || lastOfGroup.has(group)
  );
}

/** What stands behind an open quote can look like a key. */
export function isName(key: string): boolean {
  return /^[\w./-]{1,120}$/.test(key) && !hasSecretShape(key);
}

/** What no schema knows, but another environment sets. */
function fromSiblings(unit: CheckedUnit, siblings: readonly Checked[], at: number): Missing[] {
  const found = new Map<string, Missing>();
  const format = unit.document.format;
  for (const sibling of siblings) {
    for (const setting of sibling.units.flatMap(each => each.settings)) {
      const { path, isPart } = setting;
      const key = path.toLowerCase();
      if (isPart || !isName(path) || found.has(key) || !isOpen(path, unit, at)) continue;
      const isAlike = sibling.document.format === format && !unit.map;
      const name = isAlike ? setting.name : writableName(path, unit);
      if (name === undefined) continue;
      const place = sibling.environment ?? sibling.path;
      const note = setting.secret ? `in ${place}, secret` : `in ${place}`;
      const sort = `21${String(found.size).padStart(5, '0')}`;
      found.set(key, { path, name, secret: setting.secret, isNeeded: false, note, sort });
    }
  }
  return [...found.values()];
}
