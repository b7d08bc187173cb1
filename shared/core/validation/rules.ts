/** Runs a profile's rules over one document: which apply, which are violated, by which fields. */
import type { JsonValue, Rule, Waiver } from '../profile/profile.ts';
import { MASK } from '../report/report.ts';
import type { Span } from '../text/text.ts';
import type { CompiledRule } from './compile.ts';
import { placeOfMissing } from './missing.ts';
import type { Setting } from './settings.ts';
import { shownValue } from './shown-value.ts';
import { settingHolding, spell, type Unit } from './unit.ts';
import { valueAt } from './values.ts';

/** One field that violates a rule. */
export interface Breach {
  readonly path: string;
  /** As the document spells it. */
  readonly name: string;
  readonly span: Span;
  /** The effective value as it may be shown; undefined when there is none. */
  readonly shown: JsonValue | undefined;
  /** Absent: the field is left out. */
  readonly setting?: Setting;
  /** Where the field would go, when it is left out. */
  readonly insertAt?: number;
}

export interface RuleOutcome {
  readonly rule: Rule;
  /** Empty: the rule holds. */
  readonly breaches: readonly Breach[];
  /** The waiver that excuses the breaches. */
  readonly waivedBy?: Waiver;
}

/** One outcome for each rule that applies to the document's environment. `waivers` in force, by rule. */
export function runRules(unit: Unit, waivers: ReadonlyMap<string, Waiver>): RuleOutcome[] {
  return unit.compiled.rules
    .filter(({ rule }) => applies(rule, unit.environment))
    .map(compiled => {
      const { rule } = compiled;
      const breaches = breachesOf(compiled, unit);
      const waivedBy = breaches.length > 0 ? waivers.get(rule.id) : undefined;
      return { rule, breaches, ...(waivedBy && { waivedBy }) };
    });
}

export function applies(rule: Rule, environment: string | undefined): boolean {
  if (rule.environments.length === 0) return true;
  return environment !== undefined && rule.environments.includes(environment);
}

/** Once for each field, however many of the rule's selectors choose it. */
function breachesOf(compiled: CompiledRule, unit: Unit): Breach[] {
  const breaches: Breach[] = [];
  for (const selector of compiled.selectors) {
    if (selector.kind === 'document') breaches.push(...wholeBreach(compiled, unit));
    else if (selector.kind === 'field') breaches.push(...fieldBreach(selector.path, compiled, unit));
  }
  if (!compiled.selectors.some(({ kind }) => kind === 'settings')) return breaches;
  const isBreach = (setting: Setting): boolean =>
    isChosen(setting, compiled) && !holdsAsText(setting, compiled.must);
  for (const setting of unit.select(`rule ${compiled.rule.id}`, isBreach))
    breaches.push(breachAt(setting, unit));
  return breaches;
}

function isChosen(setting: Setting, { selectors }: CompiledRule): boolean {
  return selectors.some(selector => selector.kind === 'settings' && selector.selects(setting));
}

function fieldBreach(field: string, { must }: CompiledRule, unit: Unit): Breach[] {
  const setting = unit.byPath.get(field.toLowerCase());
  if (setting) return holds(setting, must) ? [] : [breachAt(setting, unit)];
  const path = unit.compiled.fields.get(field.toLowerCase())?.path ?? field;
  const value = valueAt(unit.effective, path.split('.'));
  if (value !== undefined && must(value).length === 0) return [];
  const shown = value === undefined ? undefined : shownValue(value, path, unit.compiled.fields);
  const holder = value === undefined ? undefined : settingHolding(path.split('.'), unit);
  const place = holder ? { span: holder.node.span } : placeOfMissing(path, unit);
  return [{ path, name: spell(path, unit), shown, ...place }];
}

function wholeBreach({ must }: CompiledRule, unit: Unit): Breach[] {
  if (must(unit.effective).length === 0) return [];
  const { span } = placeOfMissing('', unit);
  return [{ path: '$', name: 'This configuration', span, shown: undefined }];
}

/** What only the running program's environment will say is not held against the file. */
function holds(setting: Setting, must: CompiledRule['must']): boolean {
  if (setting.doubt === 'reference') return true;
  return setting.doubt === undefined && must(setting.value).length === 0;
}

/** A rule for any field says nothing of this one's type: the schema's own finding does. */
function holdsAsText(setting: Setting, must: CompiledRule['must']): boolean {
  return setting.doubt === 'type' ? must(setting.value).length === 0 : holds(setting, must);
}

function breachAt(setting: Setting, { compiled }: Unit): Breach {
  const { path, name, secret, value, node, keySpan } = setting;
  const span = node.span.start === node.span.end ? keySpan : node.span;
  return { path, name, span, shown: secret ? MASK : shownValue(value, path, compiled.fields), setting };
}
