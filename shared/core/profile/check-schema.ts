/** Looks through a JSON Schema that comes with a repository before anything compiles it, and shows what is wrong where it stands. */
import type { MapNode, Node, Problem } from '../document/document.ts';
import { placeAt, pointerParts } from '../document/json.ts';
import type { Span } from '../text/text.ts';
import { linearMatcher } from '../validation/pattern.ts';
import { objectionTo } from '../validation/schema-limits.ts';
import type { JsonSchema } from './profile.ts';
import { standardError } from './standard-schema.ts';

/** Keywords whose value holds schemas under names of the author's choice. */
const MAPS_OF_SCHEMAS = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);
/** Keywords whose value is data, not schema. */
const DATA = new Set(['enum', 'const', 'default', 'examples', 'notOneOf', 'notCommon', 'required']);

/** No problems: the schema can be compiled. `node` is where it is written. */
export function checkSchema(schema: JsonSchema, node: Node): readonly Problem[] {
  const problems: Problem[] = [];
  visit(node, problems);
  if (problems.length > 0) return problems;
  const objection = objectionTo(schema);
  if (objection !== undefined) {
    return [
      problem(
        'schema',
        startOf(node),
        `This schema cannot be used, and nothing is checked by it. ${objection}`,
      ),
    ];
  }
  return keywordProblems(schema, node);
}

function visit(node: Node, problems: Problem[]): void {
  if (node.kind === 'list') for (const item of node.items) visit(item, problems);
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    if (key === 'pattern') checkPattern(value, problems);
    if (key === '$ref') checkReference(value, problems);
    if (DATA.has(key)) continue;
    if (MAPS_OF_SCHEMAS.has(key) && value.kind === 'map') visitNamed(key, value, problems);
    else visit(value, problems);
  }
}

function visitNamed(keyword: string, map: MapNode, problems: Problem[]): void {
  for (const { key, keySpan, value } of map.entries) {
    if (keyword === 'patternProperties') problems.push(...patternProblems(key, keySpan));
    visit(value, problems);
  }
}

function checkPattern(node: Node, problems: Problem[]): void {
  if (node.kind === 'scalar' && typeof node.value === 'string') {
    problems.push(...patternProblems(node.value, node.span));
  }
}

function patternProblems(pattern: string, span: Span): Problem[] {
  if (pattern.length > 2000) {
    return [
      problem(
        'pattern',
        span,
        'This pattern is longer than 2000 characters, so it is not used. Make it shorter.',
      ),
    ];
  }
  try {
    linearMatcher(pattern);
    return [];
  } catch {
    const message =
      'This pattern is not one that RE2 knows: it takes no lookahead, lookbehind or backreference, because they can take very long. Write it without them, or mend it.';
    return [problem('pattern', span, message)];
  }
}

function checkReference(node: Node, problems: Problem[]): void {
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || /^#(\/|$)/.test(node.value)) return;
  const message =
    'A schema refers only to itself: nothing is fetched, and no other file is read. Put the definition into this schema and refer to it by #/$defs/name.';
  problems.push(problem('reference', node.span, message));
}

/** What the JSON Schema standard itself objects to, such as a type that there is not. */
function keywordProblems(schema: JsonSchema, node: Node): readonly Problem[] {
  const error = standardError(schema);
  if (!error) return [];
  const place = placeAt(node, pointerParts(error.instancePath));
  const message =
    'JSON Schema does not allow this here, so nothing is checked by this schema. Correct the keyword or its value.';
  return [problem('schema', place.entry?.span ?? startOf(place.node), message)];
}

function problem(name: string, span: Span, message: string): Problem {
  return { code: `manifest/${name}`, severity: 'error', message, span };
}

function startOf({ span }: Node): Span {
  return { start: span.start, end: Math.min(span.end, span.start + 1) };
}
