/** Reads the files that one layer names beside itself: its schema, its policies, its rules. */
import { folderOf } from '../text/path.ts';
import type { Layer, Located, Parsed, RuleChange } from './layer.ts';
import { parsePolicyFile, parseRule, parseSchemaFile } from './parse-profile.ts';
import type { JsonSchema, JsonValue } from './profile.ts';
import { at, pathFrom, type Resolution } from './resolution.ts';
import { ruleFilesOf } from './rule-files.ts';

export async function readSchema(layer: Layer, resolution: Resolution): Promise<JsonSchema | undefined> {
  if (!layer.schema) return undefined;
  const { value, span } = layer.schema;
  resolution.schemaPlace = { path: layer.path, span };
  if (typeof value !== 'string') return value;
  return readBeside({ value, span }, layer, resolution, parseSchemaFile);
}

export async function readPolicy(
  policy: Located<JsonValue> | undefined,
  layer: Layer,
  resolution: Resolution,
): Promise<JsonValue | undefined> {
  if (!policy || typeof policy.value !== 'string') return policy?.value;
  return readBeside({ value: policy.value, span: policy.span }, layer, resolution, parsePolicyFile);
}

/** In the order in which they are named, those of one folder by name. */
export async function readRuleFiles(layer: Layer, resolution: Resolution): Promise<RuleChange[]> {
  const changes: RuleChange[] = [];
  for (const { value, span } of layer.ruleFiles) {
    const { paths, listed, reason } = await ruleFilesOf(value, folderOf(layer.path), resolution.host);
    if (listed !== undefined) resolution.sources.add(`${listed}/`);
    if (reason !== undefined) resolution.report(layer.path, at(span, 'rule-files', reason));
    for (const path of paths) {
      const text = await resolution.read(path, { path: layer.path, span });
      if (text === undefined) continue;
      const { value: change, problems } = parseRule(text, path);
      resolution.report(path, ...problems);
      if (change) changes.push(change);
    }
  }
  return changes;
}

async function readBeside<Value>(
  { value: relative, span }: Located<string>,
  layer: Layer,
  resolution: Resolution,
  parse: (text: string) => Parsed<Value>,
): Promise<Value | undefined> {
  const from = { path: layer.path, span };
  const path = pathFrom(relative, from, resolution);
  const text = path === undefined ? undefined : await resolution.read(path, from);
  if (path === undefined || text === undefined) return undefined;
  const { value, problems } = parse(text);
  resolution.report(path, ...problems);
  return value;
}
