/** `secure-scheme`: puts the encrypted form of a protocol in the place of the one that everybody can read. */
import type { ScalarNode } from '../../document/document.ts';
import { spanOf, type TextEdit } from '../../text/text.ts';
import { type Fixer, idOf } from '../fix.ts';
import { ruleAction } from '../rule-action.ts';
import { secureForms } from '../secure-url.ts';

export const secureScheme: Fixer = (finding, context) => {
  const action = ruleAction('secure-scheme', finding, context);
  if (action?.setting.node.kind !== 'scalar') return [];
  const { setting, value, holds } = action;
  const wanted = secureForms(value).findIndex(holds);
  const edit = wanted < 0 ? undefined : editOf(action.setting.node, wanted, context.checked.document.text);
  if (!edit) return [];
  const scheme = /^\s*([^:]*):/.exec(secureForms(value)[wanted] ?? '')?.[1] ?? '';
  const title = scheme === 'mongodb' ? `Use TLS in ${setting.name}` : `Use ${scheme}:// in ${setting.name}`;
  return [{ id: idOf('secure-scheme', finding), title, removes: true, isSafe: true, edits: () => [edit] }];
};

/** In the text as it stands, so that quotes, escapes and references stay. */
function editOf({ span }: ScalarNode, wanted: number, text: string): TextEdit | undefined {
  const raw = text.slice(span.start, span.end);
  const quoted = raw.length > 1 && /^["'`]/.test(raw) && raw.at(-1) === raw[0] ? 1 : 0;
  const inner = raw.slice(quoted, raw.length - quoted);
  const newText = secureForms(inner)[wanted];
  return newText === undefined ? undefined : smallest(inner, newText, span.start + quoted);
}

function smallest(before: string, after: string, offset: number): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return {
    span: spanOf(offset + start, offset + before.length - end),
    newText: after.slice(start, after.length - end),
  };
}
