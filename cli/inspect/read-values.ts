/** The values that are read from a document, masked where they are secret or made of a secret. */
import type { Document, Node, Scalar } from '../../shared/core/document/document.ts';
import type { DotenvDocument } from '../../shared/core/document/dotenv.ts';
import { MASK } from '../../shared/core/report/report.ts';
import type { IsSecret } from '../text/secrets.ts';

export interface ReadValue {
  readonly name: string;
  /** As it may be printed; null: the name stands there without a value. */
  readonly shown: Scalar;
  readonly isMasked: boolean;
}

interface RawValue {
  readonly name: string;
  readonly value: Scalar;
  readonly refers: boolean;
}

/** A secret that is shorter may stand in another value by chance. */
const SHORTEST_PART = 4;

export function readValues(document: Document, isSecret: IsSecret, reveal: boolean): ReadValue[] {
  const raw = isDotenv(document) ? variables(document) : document.roots.flatMap(root => leaves(root, ''));
  if (reveal) return raw.map(({ name, value }) => ({ name, shown: value, isMasked: false }));
  const secret = raw.map(({ name, value }) => isSecret(name, value === null ? undefined : String(value)));
  const secrets = new Set(raw.filter((_, index) => secret[index]).map(({ value }) => String(value ?? '')));
  const parts = [...secrets].filter(value => value.length >= SHORTEST_PART);
  return raw.map(({ name, value, refers }, index) => {
    const isMade = refers && parts.some(part => String(value).includes(part));
    const isMasked = value !== null && value !== '' && (secret[index] === true || isMade);
    return { name: shownName(name), shown: isMasked ? MASK : value, isMasked };
  });
}

/** Some parsers take a line without `=` and what follows for a name: that may be anything. */
function shownName(name: string): string {
  return name.replace(/\s[\s\S]*$/, ` ${MASK}`);
}

function isDotenv(document: Document): document is DotenvDocument {
  return document.format === 'dotenv';
}

function variables(document: DotenvDocument): RawValue[] {
  const referring = new Set<string>();
  for (const root of document.roots) {
    if (root.kind !== 'map') continue;
    for (const { key, value } of root.entries) {
      if (value.kind === 'scalar' && value.references.length > 0) referring.add(key);
    }
  }
  return [...document.values].map(([name, value]) => ({ name, value, refers: referring.has(name) }));
}

/** Every scalar of a YAML tree, by its dotted path. */
function leaves(node: Node, path: string): RawValue[] {
  const join = (part: string | number): string => (path === '' ? String(part) : `${path}.${part}`);
  if (node.kind === 'scalar') return [{ name: path, value: node.value, refers: false }];
  if (node.kind === 'list') return node.items.flatMap((item, index) => leaves(item, join(index)));
  return node.entries.flatMap(({ key, value }) => leaves(value, join(key)));
}
