/** The first step in reading a manifest, profile or rule file: text → checked data, with the way back to the text. */
import type { ErrorObject } from 'ajv';
import type { MapNode, Node, Problem } from '../document/document.ts';
import { placeAt, pointerParts, toJson } from '../document/json.ts';
import { readJson } from '../document/json-nodes.ts';
import { parseYaml } from '../document/yaml.ts';
import type { Span } from '../text/text.ts';
import { locateErrors } from './file-problems.ts';
import { type FileKind, fileErrors } from './file-schemas.ts';
import type { JsonValue } from './profile.ts';

/** Stands for an empty file. */
const NOTHING: MapNode = { kind: 'map', span: { start: 0, end: 0 }, entries: [] };

export type JsonObject = { readonly [key: string]: JsonValue };

export interface FileData {
  readonly json: JsonObject;
  readonly problems: Problem[];
  /** Whether what stands at the path, and what is in it, is as the schema asks. */
  isSound(...path: readonly (string | number)[]): boolean;
  /** Of the value there, or of what comes nearest. */
  spanAt(...path: readonly (string | number)[]): Span;
  /** Of the key there, for keys; of the value, for items of a list. */
  keySpanAt(...path: readonly (string | number)[]): Span;
  nodeAt(...path: readonly (string | number)[]): Node | undefined;
}

/** Never throws. A text that is not one mapping gives an empty one, and a problem. */
export function readFileData(text: string, kind: FileKind): FileData {
  const { root: written, problems } = readOneRoot(text);
  const root = written?.kind === 'map' ? written : NOTHING;
  if (written && written.kind !== 'map') problems.push(notAMapping(written.span));
  const json = toJson(root) as JsonObject;
  const errors = written && root === NOTHING ? [] : fileErrors(kind, json);
  problems.push(...locateErrors(errors, root));
  const unsound = errors.filter(({ keyword }) => keyword !== 'additionalProperties').map(placeOf);
  const place = (path: readonly (string | number)[]) => placeAt(root, path.map(String));
  return {
    json,
    problems,
    isSound: (...path) => !unsound.some(bad => overlaps(bad, path.map(String))),
    spanAt: (...path) => place(path).node.span,
    keySpanAt: (...path) => place(path).entry?.keySpan ?? place(path).node.span,
    nodeAt: (...path) => {
      const found = place(path);
      return found.found ? found.node : undefined;
    },
  };
}

/** The one document that a file of ours has; undefined when it is empty. */
export function readOneRoot(text: string): { readonly root: Node | undefined; readonly problems: Problem[] } {
  const json = readJson(text);
  if (json) return { root: json, problems: [] };
  const { roots, problems } = parseYaml(text);
  const second = roots[1];
  const extra: Problem[] = [];
  if (second) {
    const span = { start: second.span.start, end: Math.min(second.span.end, second.span.start + 1) };
    const message =
      'Only the first YAML document of this file is read. Remove this one, and the line --- before it.';
    extra.push({ code: 'manifest/several-documents', severity: 'error', message, span });
  }
  return { root: roots[0], problems: [...problems, ...extra] };
}

function notAMapping(span: Span): Problem {
  const message =
    'This file holds no mapping, so nothing of it is used. Write lines of the form "key: value".';
  return {
    code: 'manifest/type',
    severity: 'error',
    message,
    span: { start: span.start, end: Math.min(span.end, span.start + 1) },
  };
}

/** An error about a key's name is an error of what stands under that key. */
function placeOf({ instancePath, propertyName, keyword, params }: ErrorObject): string[] {
  const name = propertyName ?? (keyword === 'propertyNames' ? params.propertyName : undefined);
  return [...pointerParts(instancePath), ...(name === undefined ? [] : [String(name)])];
}

/** Whether one is the other, or within it. An error of the whole file (a key is missing) spoils nothing that is there. */
function overlaps(bad: readonly string[], path: readonly string[]): boolean {
  const shared = Math.min(bad.length, path.length);
  return bad.length > 0 && bad.slice(0, shared).every((part, index) => path[index] === part);
}
