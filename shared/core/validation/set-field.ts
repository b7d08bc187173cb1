/** Gives a field a value in the document's own hand: in place of the one it has, or on a line of its own. */
import type { JsonValue } from '../profile/profile.ts';
import { type Span, spanOf, type TextEdit } from '../text/text.ts';
import { insertFields } from './missing.ts';
import type { Setting } from './settings.ts';
import type { Unit } from './unit.ts';
import { rewriteVariable } from './write-variable.ts';
import { isMergedIn, writeScalar } from './write-yaml.ts';

export interface Target {
  readonly path: string;
  /** Absent: the document does not set the field. */
  readonly setting?: Setting;
}

/** Changes nothing else: `export`, quotes, comments and line ends stay as they are. */
export function setField({ path, setting }: Target, value: JsonValue, unit: Unit): TextEdit[] {
  const isVariable = unit.document.format === 'dotenv';
  if (!setting || (!isVariable && isMergedIn(setting, unit))) return insertFields([{ path, value }], unit);
  const newText = isVariable ? rewriteVariable(setting, value, unit) : rewriteScalar(setting, value, unit);
  return [replaceValue(setting, newText, unit)];
}

/** Puts a text that is written as it has to be in the place of the value, which may be empty. */
export function replaceValue(
  { node, keySpan }: { readonly node: { readonly span: Span }; readonly keySpan: Span },
  newText: string,
  { document: { text, format } }: Pick<Unit, 'document'>,
): TextEdit {
  const { start, end } = node.span;
  const isBareName = format === 'dotenv' && start === end && start <= keySpan.end;
  const needsSpace = format === 'yaml' && text[start - 1] === ':';
  const before = isBareName ? '=' : needsSpace ? ' ' : '';
  return { span: spanOf(start, end), newText: `${before}${newText}${text[end] === '#' ? ' ' : ''}` };
}

/** `value`, in capitals where it takes the place of a word in capitals: many programs read only what they expect. */
export function inLettersOf(setting: Setting | undefined, value: JsonValue): JsonValue {
  const old = setting?.node.kind === 'scalar' ? setting.node.value : undefined;
  if (typeof value !== 'string' || typeof old !== 'string') return value;
  return /^[a-z]+$/.test(value) && /^[A-Z]+$/.test(old) ? value.toUpperCase() : value;
}

/** In the quotes of the old value; `"false"` in the place of a boolean is one. */
function rewriteScalar({ node }: Setting, value: JsonValue, { document: { text } }: Unit): string {
  if (typeof value !== 'string') return writeScalar(value);
  if (node.kind === 'scalar' && typeof node.value === 'boolean' && /^(?:true|false)$/.test(value))
    return value;
  const quote = text[node.span.start];
  if (quote === '"') return JSON.stringify(value);
  return quote === "'" && !/['\r\n]/.test(value) ? `'${value}'` : writeScalar(value);
}
