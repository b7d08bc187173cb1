/** Writes into a manifest which ledger is its own, and changes nothing else of it. */
import type { Entry, MapNode } from '../document/document.ts';
import { toJson } from '../document/json.ts';
import { parseYaml } from '../document/yaml.ts';
import { canonicalJson } from '../text/canonical-json.ts';
import { applyEdits, spanOf, type TextEdit } from '../text/text.ts';
import { endOfLine, lineBreakOf, startOfLine } from '../validation/lines.ts';
import type { JsonValue } from './profile.ts';

export interface Pin {
  /** UUID. */
  readonly id: string;
  /** `sha256:` + hex of the first event. */
  readonly genesis: string;
}

/**
 * Undefined when the manifest is no mapping, something else than a mapping stands under `ledger`, or the text would not say
 * what it said before and the pin.
 */
export function pinLedger(text: string, pin: Pin): TextEdit[] | undefined {
  const before = readRoot(text);
  const edits = before && editsOf(before.root, text, pin);
  const after = edits && readRoot(applyEdits(text, edits));
  return after && canonicalJson(after.value) === canonicalJson(pinned(before.value, pin)) ? edits : undefined;
}

/** Whether a ledger could be pinned, before there is one. */
export function canPinLedger(text: string): boolean {
  return pinLedger(text, { id: 'an-id', genesis: 'sha256:a-digest' }) !== undefined;
}

interface Read {
  /** Undefined: there is nothing but comments. */
  readonly root: MapNode | undefined;
  readonly value: Readonly<Record<string, JsonValue>>;
}

function readRoot(text: string): Read | undefined {
  const { roots, problems } = parseYaml(text);
  const [root, ...others] = roots;
  if (others.length > 0 || problems.some(({ severity }) => severity === 'error')) return undefined;
  if (!root) return { root, value: {} };
  return root.kind === 'map' ? { root, value: toJson(root) as Read['value'] } : undefined;
}

function pinned(value: Read['value'], pin: Pin): Read['value'] {
  const ledger = Object.hasOwn(value, 'ledger') ? value.ledger : null;
  return { ...value, ledger: { ...(ledger as Read['value'] | null), ...pin } };
}

function editsOf(root: MapNode | undefined, text: string, pin: Pin): TextEdit[] | undefined {
  const entry = root?.entries.findLast(({ key }) => key === 'ledger');
  const isFlow = root !== undefined && text[root.span.start] === '{';
  if (!entry) return [isFlow ? first(root, `ledger: ${inBraces(pin)}`) : atEnd(root, text, pin)];
  const { value, keySpan } = entry;
  if (value.kind === 'map') return intoMap(value, text, pin);
  if (value.kind !== 'scalar' || value.value !== null) return undefined;
  if (isFlow || value.span.end > value.span.start) return [{ span: value.span, newText: inBraces(pin) }];
  const at = endOfLine(text, keySpan.end);
  const lines = linesOf(pin, `${indentOf(root, text)}  `);
  return [{ span: spanOf(at, at), newText: lines.map(line => lineBreakOf(text) + line).join('') }];
}

function inBraces({ id, genesis }: Pin): string {
  return `{id: ${id}, genesis: ${genesis}}`;
}

function first({ span, entries }: MapNode, added: string): TextEdit {
  const at = span.start + 1;
  return { span: spanOf(at, at), newText: entries.length > 0 ? `${added}, ` : added };
}

/** The end is before `...`, where a document may have it. */
function atEnd(root: MapNode | undefined, text: string, pin: Pin): TextEdit {
  const lineBreak = lineBreakOf(text);
  const from = root?.span.end ?? 0;
  const dots = /^\.\.\.(?=\s|$)/m.exec(text.slice(startOfLine(text, from)));
  const at = dots ? startOfLine(text, from) + dots.index : text.length;
  const before = at === 0 || /[\r\n]$/.test(text.slice(0, at)) ? '' : lineBreak;
  const indent = indentOf(root, text);
  const lines = [
    ...(at === 0 ? [] : ['']),
    `${indent}# The ledger of approved versions, known by its first event. Who changes this line changes whom everybody trusts.`,
    `${indent}ledger:`,
    ...linesOf(pin, `${indent}  `),
  ];
  return { span: spanOf(at, at), newText: before + lines.map(line => line + lineBreak).join('') };
}

function indentOf(root: MapNode | undefined, text: string): string {
  const start = root?.entries[0]?.keySpan.start ?? 0;
  return text.slice(startOfLine(text, start), start);
}

/** A value that is there is replaced; one that is missing becomes the first of its mapping. */
function intoMap(map: MapNode, text: string, pin: Pin): TextEdit[] {
  const present = (key: string): Entry | undefined => map.entries.findLast(each => each.key === key);
  const replaced = Object.entries(pin).flatMap(([key, value]): TextEdit[] => {
    const entry = present(key);
    return entry ? [{ span: entry.value.span, newText: value }] : [];
  });
  const missing = Object.entries(pin).filter(([key]) => !present(key));
  if (missing.length === 0) return replaced;
  const isFlow = text[map.span.start] === '{';
  const start = isFlow ? map.span.start + 1 : (map.entries[0]?.span.start ?? map.span.start);
  const indent = /[^\r\n]*$/.exec(text.slice(0, start))?.[0] ?? '';
  const separator = isFlow ? (map.entries.length > 0 ? ', ' : '') : lineBreakOf(text) + indent;
  const added = missing.map(([key, value]) => `${key}: ${value}`);
  const newText = isFlow ? added.join(', ') + separator : added.map(line => line + separator).join('');
  return [{ span: spanOf(start, start), newText }, ...replaced];
}

function linesOf({ id, genesis }: Pin, indent: string): string[] {
  return [`${indent}id: ${id}`, `${indent}genesis: ${genesis}`];
}
