/**
 * What a value is called where its own key says little: in a list of `{name, value}`, as of containers and templates, and
 * behind an option in a list of arguments (`--password`, then its value).
 */
import type { Entry, Node } from '../document/document.ts';
import { hasSecretName, looksSecret } from './secret-name.ts';

const VALUE_KEY = /(?:value|val|default)$/i;
const NAME_KEY = /(?:name|key|variable)$/i;
const OPTION = /^--?([A-Za-z][\w.-]{0,199})$/;

/** Names, and none for a value whose own key says what it is. */
export type Beside = readonly string[];

export const NOTHING: Beside = [];

export interface NamedEntry {
  readonly entry: Entry;
  readonly beside: Beside;
}

/** `areNamed`: whether they are in a list, or a map of any names. Elsewhere a value's own key says enough. */
export function namedEntries(entries: readonly Entry[], areNamed: boolean): readonly NamedEntry[] {
  return entries.map(entry => ({ entry, beside: areNamed ? namesBeside(entries, entry.key) : NOTHING }));
}

/** A list's items as entries that are named by their index. */
export function namedItems(items: readonly Node[]): readonly NamedEntry[] {
  return items.map((value, index) => ({
    entry: { key: String(index), keySpan: value.span, value, span: value.span },
    beside: namesBefore(items, index),
  }));
}

/** Of the value of `key`, by what stands beside it in its mapping. */
function namesBeside(entries: readonly Entry[], key: string): Beside {
  return VALUE_KEY.test(key) ? namesAmong(entries.map(entry => [entry.key, textOf(entry.value)])) : NOTHING;
}

/** Of an item of a list, by the option before it. */
function namesBefore(items: readonly Node[], index: number): Beside {
  const before = items[index - 1];
  return optionIn(before && textOf(before), textOf(items[index]));
}

/** Whether the neighbours say that a text is a secret. */
export function isSecretBeside(beside: Beside, text: string | undefined): boolean {
  return beside.some(name => looksSecret(name, text));
}

/** The same of a member of a JSON object. */
export function isMemberSecretBeside(members: readonly (readonly [string, unknown])[], key: string): boolean {
  return VALUE_KEY.test(key) && namesAmong(members).some(hasSecretName);
}

/** The same of an item of a JSON array. */
export function isItemSecretBeside(items: readonly unknown[], index: number): boolean {
  return optionIn(items[index - 1], items[index]).some(hasSecretName);
}

function namesAmong(members: readonly (readonly [string, unknown])[]): Beside {
  return members.flatMap(([key, text]) => (typeof text === 'string' && NAME_KEY.test(key) ? text : []));
}

function optionIn(before: unknown, text: unknown): Beside {
  if (typeof before !== 'string' || (typeof text === 'string' && OPTION.test(text))) return NOTHING;
  const [, name] = OPTION.exec(before) ?? [];
  return name === undefined ? NOTHING : [name];
}

function textOf(node: Node | undefined): unknown {
  return node?.kind === 'scalar' ? node.value : undefined;
}
