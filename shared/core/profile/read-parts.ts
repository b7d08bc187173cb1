/** The parts that manifests and profiles have in common, from data that their schema has already accepted. */
import type { Severity } from '../document/document.ts';
import { checkSchema } from './check-schema.ts';
import type { Layer, Located, RuleChange, RulePart, Settings } from './layer.ts';
import { policyProblems } from './policy-problems.ts';
import type { JsonSchema, JsonValue, Rule } from './profile.ts';
import type { FileData, JsonObject } from './read-file.ts';

export function readLayer(data: FileData, path: string): Layer {
  const schema = readSchema(data);
  const approvals = locate(data, 'approvals');
  const drift = locate(data, 'drift');
  data.problems.push(...policyProblems(approvals && data.nodeAt('approvals')));
  return {
    path,
    settings: readSettings(data),
    environments: readEnvironments(data),
    extends: textsAt(data, 'extends'),
    ...(schema && { schema }),
    ...(approvals && { approvals }),
    ...(drift && { drift }),
    ruleFiles: [...(isObject(data.json.rules) ? [] : textsAt(data, 'rules')), ...textsAt(data, 'ruleFiles')],
    rules: readRules(data, path),
  };
}

/** Every part of a rule that is there. Appends to the problems when `must` is no schema, and leaves it out. */
export function readRulePart(data: FileData, ...at: readonly string[]): RulePart {
  const node = data.nodeAt(...at);
  const json = at.reduce<JsonValue | undefined>(
    (value, key) => (isObject(value) ? own(value, key) : undefined),
    data.json,
  );
  if (!isObject(json)) return {};
  const part: { -readonly [Key in keyof RulePart]: RulePart[Key] } = {};
  const take = (key: string): JsonValue | undefined =>
    data.isSound(...at, key) ? own(json, key) : undefined;
  for (const key of ['name', 'message', 'why', 'remedy', 'expected'] as const) {
    const value = take(key);
    if (typeof value === 'string') part[key] = value;
  }
  for (const key of ['frameworks', 'environments'] as const) {
    const value = take(key);
    if (Array.isArray(value)) part[key] = value.map(String);
  }
  const severity = take('severity');
  if (severity !== undefined) part.severity = severity as Severity;
  const fields = take('field');
  if (fields !== undefined) part.fields = asTexts(fields);
  const waivable = take('waivable');
  if (typeof waivable === 'boolean') part.waivable = waivable;
  const fix = take('fix');
  if (fix !== undefined) part.fix = fix as NonNullable<Rule['fix']>;
  const examples = take('examples');
  if (isObject(examples)) part.examples = { valid: [], invalid: [], ...examples } as Rule['examples'];
  const must = take('must');
  const mustNode = node?.kind === 'map' ? data.nodeAt(...at, 'must') : undefined;
  if (must !== undefined && mustNode && isSchema(must)) {
    const problems = checkSchema(must, mustNode);
    data.problems.push(...problems);
    if (problems.length === 0) part.must = must;
  }
  return part;
}

export function locate(data: FileData, key: string): Located<JsonValue> | undefined {
  const value = own(data.json, key);
  if (value === undefined || !data.isSound(key)) return undefined;
  return { value, span: data.spanAt(key) };
}

/** A text, or the texts of a list, each located. */
export function textsAt(data: FileData, ...at: readonly (string | number)[]): Located<string>[] {
  if (!data.isSound(...at)) return [];
  const node = data.nodeAt(...at);
  const nodes = node?.kind === 'list' ? node.items : node ? [node] : [];
  return nodes.flatMap(item =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [{ value: item.value, span: item.span }] : [],
  );
}

/** Undefined also for what every object inherits. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readSettings(data: FileData): Settings {
  const settings: { -readonly [Key in keyof Settings]: Settings[Key] } = {};
  for (const key of ['name', 'title', 'description', 'prefix', 'delimiter', 'environmentField'] as const) {
    const value = locate(data, key)?.value;
    if (typeof value === 'string') settings[key] = value;
  }
  const fallbacks = locate(data, 'fallbacks')?.value;
  if (fallbacks === 'warning' || fallbacks === 'error' || fallbacks === 'off') settings.fallbacks = fallbacks;
  const detect = locate(data, 'detect')?.value;
  if (isObject(detect) && typeof detect.prefix === 'string') settings.detect = { prefix: detect.prefix };
  return settings;
}

function readEnvironments(data: FileData): ReadonlyMap<string, readonly string[]> {
  const environments = own(data.json, 'environments');
  const found = new Map<string, readonly string[]>();
  if (!isObject(environments)) return found;
  for (const [name, aliases] of Object.entries(environments)) {
    if (data.isSound('environments', name)) found.set(name, asTexts(aliases ?? []));
  }
  return found;
}

function readSchema(data: FileData): Located<JsonSchema | string> | undefined {
  const located = locate(data, 'schema');
  if (!located) return undefined;
  const { value, span } = located;
  if (typeof value === 'string') return { value, span };
  const node = data.nodeAt('schema');
  if (!node || !isSchema(value)) return undefined;
  const problems = checkSchema(value, node);
  data.problems.push(...problems);
  return problems.length > 0 ? undefined : { value, span };
}

function readRules(data: FileData, path: string): RuleChange[] {
  const rules = own(data.json, 'rules');
  if (!isObject(rules)) return [];
  return Object.entries(rules).flatMap(([id, value]): RuleChange[] => {
    if (!data.isSound('rules', id)) return [];
    const before = data.problems.length;
    const change = value === 'off' ? 'off' : readRulePart(data, 'rules', id);
    if (data.problems.length > before) return [];
    return [{ id, path, span: data.keySpanAt('rules', id), change }];
  });
}

function isSchema(value: JsonValue): value is JsonSchema & JsonValue {
  return typeof value === 'boolean' || isObject(value);
}

function asTexts(value: JsonValue): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
