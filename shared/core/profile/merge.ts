/** Puts layers on top of each other: the later one wins, rule by rule and setting by setting. */
import type { Severity } from '../document/document.ts';
import { setOwn } from '../document/json.ts';
import type { RulePart, Settings } from './layer.ts';
import { mergeSchemas } from './merge-schema.ts';
import type { JsonSchema, JsonValue, Profile, Rule } from './profile.ts';

/** Where every merge begins: a profile that checks nothing. */
export const EMPTY_PROFILE: Profile = {
  name: '',
  title: '',
  description: '',
  prefix: '',
  delimiter: '',
  environments: new Map(),
  fallbacks: 'warning',
  rules: [],
};

/**
 * A whole profile on top of another. Its rules replace those of the same id; where it leaves prefix, delimiter or
 * environment field empty, the lower one's stay. Rules and schemas that need no merging stay the same objects.
 */
export function mergeProfiles(base: Profile, next: Profile): Profile {
  const { name, title, description, prefix, delimiter, environmentField, fallbacks } = next;
  const settings: Settings = {
    name: joined(base.name, name, ' + '),
    title: joined(base.title, title, ' + '),
    description: description || base.description,
    ...(prefix !== '' && { prefix }),
    ...(delimiter !== '' && { delimiter }),
    ...(environmentField !== undefined && { environmentField }),
    fallbacks,
  };
  return {
    ...applySettings(base, { settings, environments: next.environments, ...pickPolicies(next) }),
    rules: replaceRules(base.rules, next.rules),
  };
}

export interface SettingsLayer {
  readonly settings: Settings;
  readonly environments: ReadonlyMap<string, readonly string[]>;
  readonly schema?: JsonSchema;
  readonly approvals?: JsonValue;
  readonly drift?: JsonValue;
}

/** Everything of a layer but its rules. One that has a name of its own goes by no title of what it extends. */
export function applySettings(base: Profile, layer: SettingsLayer): Profile {
  const schema = mergeSchemas(base.schema, layer.schema);
  const approvals = layer.approvals ?? base.approvals;
  const drift = layer.drift ?? base.drift;
  return {
    ...base,
    ...(layer.settings.name !== undefined && { title: '', description: '' }),
    ...layer.settings,
    environments: new Map([...base.environments, ...layer.environments]),
    ...(schema !== undefined && { schema }),
    ...(approvals !== undefined && { approvals }),
    ...(drift !== undefined && { drift }),
  };
}

/**
 * The rule with what the part says; `source` stays where the rule comes from. A rule that may be waived because of its
 * severity, or may not, goes by the new one.
 */
export function overrideRule(rule: Rule, part: RulePart): Rule {
  const changed = { ...rule, ...part };
  const followsSeverity = rule.waivable === waivableByDefault(rule.severity) && part.waivable === undefined;
  return followsSeverity ? { ...changed, waivable: waivableByDefault(changed.severity) } : changed;
}

/** A rule of its own, with what may be left out filled in; or the names of the parts that must not be. */
export function completeRule(id: string, part: RulePart, source: string): Rule | readonly string[] {
  const { severity, fields, must, message } = part;
  if (severity === undefined || fields === undefined || must === undefined || message === undefined) {
    const needed = { severity, field: fields, must, message };
    return Object.entries(needed).flatMap(([key, value]) => (value === undefined ? [key] : []));
  }
  return {
    id,
    name: id,
    frameworks: [],
    environments: [],
    why: '',
    remedy: '',
    expected: '',
    waivable: waivableByDefault(severity),
    examples: { valid: [], invalid: [] },
    ...part,
    severity,
    fields,
    must,
    message,
    source,
  };
}

/** Rules in their first order; one of the same id takes the other's place. */
export function replaceRules(base: readonly Rule[], next: readonly Rule[]): readonly Rule[] {
  if (base.length === 0) return next;
  const rules = new Map(base.map(rule => [rule.id, rule]));
  for (const rule of next) rules.set(rule.id, rule);
  return [...rules.values()];
}

/** JSON objects side by side, the second one's keys winning. */
export function mergeObjects<Value>(
  first: { readonly [key: string]: Value },
  second: { readonly [key: string]: Value },
  merge: (first: Value, second: Value, key: string) => Value,
): { readonly [key: string]: Value } {
  const merged: Record<string, Value> = {};
  for (const [key, value] of Object.entries(first)) setOwn(merged, key, value);
  for (const [key, value] of Object.entries(second)) {
    const before = Object.hasOwn(merged, key) ? merged[key] : undefined;
    setOwn(merged, key, before === undefined ? value : merge(before, value, key));
  }
  return merged;
}

function waivableByDefault(severity: Severity): boolean {
  return severity === 'warning' || severity === 'info';
}

function pickPolicies({
  schema,
  approvals,
  drift,
}: Profile): Omit<SettingsLayer, 'settings' | 'environments'> {
  return {
    ...(schema !== undefined && { schema }),
    ...(approvals !== undefined && { approvals }),
    ...(drift !== undefined && { drift }),
  };
}

function joined(first: string, second: string, between: string): string {
  return first === '' || second === '' || first === second ? first || second : `${first}${between}${second}`;
}
