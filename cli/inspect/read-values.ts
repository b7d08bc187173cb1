/** The values that are read from a document, masked where they are secret or made of a secret. */
import type { Document, Node, Scalar } from '../../shared/core/document/document.ts';
import type { DotenvDocument } from '../../shared/core/document/dotenv.ts';
import { MASK } from '../../shared/core/report/report.ts';
import { hasSecretName } from '../../shared/core/validation/secret-name.ts';
import {
  type Beside,
  isSecretBeside,
  NOTHING,
  namedEntries,
  namedItems,
} from '../../shared/core/validation/secret-neighbour.ts';
import { createHider, type IsSecret } from '../text/secrets.ts';

export interface ReadValue {
  readonly name: string;
  /** As it may be printed; null: the name stands there without a value. */
  readonly shown: Scalar;
  readonly isMasked: boolean;
}

interface RawValue {
  readonly name: string;
  readonly value: Scalar;
  /** What else names it. */
  readonly beside?: Beside;
}

export function readValues(document: Document, isSecret: IsSecret, reveal: boolean): ReadValue[] {
  const raw = isDotenv(document) ? variables(document) : document.roots.flatMap(root => leaves(root, ''));
  if (reveal) return raw.map(({ name, value }) => ({ name, shown: value, isMasked: false }));
  const isMade = createMadeOfSecrets(document, isSecret);
  const hiddenNames = namesHidden(document, isSecret);
  return raw.map(({ name, value, beside = NOTHING }) => {
    const text = value === null ? '' : String(value);
    const isHidden =
      isSecret(name, text) || isSecretBeside(beside, text) || isMade(name, text) || swallowsSecret(text);
    const isMasked = text !== '' && isHidden;
    return { name: hiddenNames.has(name) ? MASK : shownName(name), shown: isMasked ? MASK : value, isMasked };
  });
}

/** Names that stand where the rest of a secret may be. */
function namesHidden(document: Document, isSecret: IsSecret): ReadonlySet<string> {
  const hider = createHider(document, isSecret);
  const names = new Set<string>();
  for (const root of document.roots) {
    for (const { key, keySpan } of root.kind === 'map' ? root.entries : []) {
      const hidden = hider(document.lines.positionAt(keySpan.start).line);
      if (hidden.some(({ start, end }) => start <= keySpan.start && keySpan.start < end)) names.add(key);
    }
  }
  return names;
}

/** Answers whether a secret was put into what is read for a name. What stands in the file as it is was not put in. */
export function createMadeOfSecrets(
  document: Document,
  isSecret: IsSecret,
): (name: string, value: string) => boolean {
  const secret = new Set<string>();
  const sources = new Map<string, string[]>();
  for (const root of document.roots) {
    for (const { key, value } of root.kind === 'map' ? root.entries : []) {
      if (value.kind !== 'scalar') continue;
      const text = value.value === null ? undefined : String(value.value);
      const refersTo = value.references.some(({ name }) => secret.has(name) || isSecret(name, undefined));
      if (isSecret(key, text) || refersTo) secret.add(key);
      const source = document.text.slice(value.span.start, value.span.end);
      if (refersTo) sources.set(key, [...(sources.get(key) ?? []), source]);
    }
  }
  return (name, value) => sources.get(name)?.some(source => !source.includes(value)) === true;
}

/** Whether a value of several lines has one in it that sets a secret: a quote was left open above it. */
export function swallowsSecret(value: string): boolean {
  const lines = value.includes('\n') ? value.split('\n') : [];
  return lines.some(line => hasSecretName(/^\s*(?:export\s+)?([\w.-]+)\s*[=:]/.exec(line)?.[1] ?? ''));
}

/** Some parsers take a line without `=` and what follows for a name: that may be anything. */
export function shownName(name: string): string {
  return name.replace(/\s[\s\S]*$/, ` ${MASK}`);
}

function isDotenv(document: Document): document is DotenvDocument {
  return document.format === 'dotenv';
}

function variables(document: DotenvDocument): RawValue[] {
  return [...document.values].map(([name, value]) => ({ name, value }));
}

/** Every scalar of a YAML tree, by its dotted path. */
function leaves(node: Node, path: string, beside: Beside = NOTHING): RawValue[] {
  if (node.kind === 'scalar') return [{ name: path, value: node.value, beside }];
  const inside = node.kind === 'list' ? namedItems(node.items) : namedEntries(node.entries, true);
  return inside.flatMap(({ entry: { key, value }, beside }) =>
    leaves(value, path === '' ? key : `${path}.${key}`, beside),
  );
}
