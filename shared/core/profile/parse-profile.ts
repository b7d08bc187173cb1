/** Reads `profile.yaml`, and the files it is spread over. */

import { toJson } from '../document/json.ts';
import type { Span } from '../text/text.ts';
import { checkSchema } from './check-schema.ts';
import type { Layer, Parsed, RuleChange } from './layer.ts';
import { policyProblems } from './policy-problems.ts';
import type { JsonSchema, JsonValue } from './profile.ts';
import { readFileData, readOneRoot } from './read-file.ts';
import { readLayer, readRulePart } from './read-parts.ts';

/** `path` is relative to the project's folder; so are the paths in the result's origins. */
export function parseProfile(text: string, path: string): Parsed<Layer> {
  const data = readFileData(text, 'profile');
  return { value: readLayer(data, path), problems: data.problems };
}

/** A rule file. Undefined when it has no id. */
export function parseRule(text: string, path: string): Parsed<RuleChange | undefined> {
  const data = readFileData(text, 'rule');
  const { id } = data.json;
  const change = readRulePart(data);
  if (typeof id !== 'string' || !data.isSound('id')) return { value: undefined, problems: data.problems };
  const broken = data.problems.length > 0;
  return { value: { id, path, span: data.spanAt('id'), change, broken }, problems: data.problems };
}

/** A file that holds a JSON Schema, as YAML or JSON. Undefined when it cannot be used. */
export function parseSchemaFile(text: string): Parsed<JsonSchema | undefined> {
  const { root, problems } = readOneRoot(text);
  if (root?.kind !== 'map') {
    const span: Span = { start: 0, end: Math.min(1, text.length) };
    const message =
      'This file holds no JSON Schema, so no field is checked. Write a mapping with "properties".';
    return {
      value: undefined,
      problems: [...problems, { code: 'manifest/schema', severity: 'error', message, span }],
    };
  }
  const schema = toJson(root) as JsonSchema;
  const wrong = checkSchema(schema, root);
  return { value: wrong.length > 0 ? undefined : schema, problems: [...problems, ...wrong] };
}

/** A file that holds an approval or drift policy. */
export function parsePolicyFile(text: string): Parsed<JsonValue | undefined> {
  const { root, problems } = readOneRoot(text);
  return { value: root && toJson(root), problems: [...problems, ...policyProblems(root)] };
}
