/** `refer`: puts a reference in the place of a secret, which is then kept where the program is deployed. */
import type { TextEdit } from '../../text/text.ts';
import { spanOf } from '../../text/text.ts';
import type { CheckedUnit } from '../../validation/check.ts';
import { passwordInUrl } from '../../validation/secret-value.ts';
import { replaceValue } from '../../validation/set-field.ts';
import type { Setting } from '../../validation/settings.ts';
import { type Fixer, idOf } from '../fix.ts';
import { ruleAction } from '../rule-action.ts';

/** Not safe: the secret is gone from here, and has to be set elsewhere. */
export const refer: Fixer = (finding, context) => {
  const action = ruleAction('refer', finding, context);
  if (!action || !context.unit) return [];
  const { setting, value, holds } = action;
  const password = passwordInUrl(value);
  const reference = `\${${variableFor(setting.name, password !== undefined)}}`;
  const newValue =
    password === undefined ? reference : value.replace(`:${password}@`, () => `:${reference}@`);
  if (!holds(newValue)) return [];
  const edit = editOf(setting, { old: password ?? value, reference, newValue }, context.unit);
  const title = `Refer to ${reference} instead`;
  return edit
    ? [{ id: idOf('refer', finding), title, removes: true, isSafe: false, edits: () => [edit] }]
    : [];
};

function variableFor(name: string, isUrl: boolean): string {
  const own = name
    .replace(/[^A-Za-z0-9_]/g, '_')
    .replace(/^(?=\d)/, '_')
    .toUpperCase();
  if (!isUrl) return own;
  const base = own.replace(/_?(?:URL|URI|DSN)$/, '');
  return base === '' ? 'PASSWORD' : `${base}_PASSWORD`;
}

interface Change {
  readonly old: string;
  readonly reference: string;
  readonly newValue: string;
}

/** Undefined where the reference would not be one, or would change how the rest is read. */
function editOf(setting: Setting, change: Change, unit: CheckedUnit): TextEdit | undefined {
  const { format, text } = unit.document;
  const { start, end } = setting.node.span;
  const raw = text.slice(start, end);
  const isQuoted = /^["'`]/.test(raw);
  const at = raw.indexOf(change.old, change.newValue === change.reference ? 0 : raw.indexOf('://'));
  const keepsQuotes = format === 'yaml' ? isQuoted : !/^['`]/.test(raw);
  if (at >= 0 && keepsQuotes) {
    return { span: spanOf(start + at, start + at + change.old.length), newText: change.reference };
  }
  const rest = change.newValue.replace(change.reference, '');
  return /["\\$`\r\n]/.test(rest) ? undefined : replaceValue(setting, `"${change.newValue}"`, unit);
}
