/** What `${NAME}` in a dotenv value stands for: where it is set, and to what, unless that is a secret. */
import type { Entry, Reference } from '../document/document.ts';
import { type Span, spanOf } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import { looksSecret } from '../validation/secret-name.ts';
import { whoReplaces } from './completion-references.ts';
import { blocks, code, plain } from './markdown.ts';

export interface ReferenceHover {
  readonly span: Span;
  readonly markdown: string;
}

/** Undefined when the offset is in no reference of the value. */
export function hoverReference(entry: Entry, offset: number, checked: Checked): ReferenceHover | undefined {
  const references = entry.value.kind === 'scalar' ? entry.value.references : [];
  const found = references.findLast(({ span }) => offset >= span.start && offset <= span.end);
  if (!found) return undefined;
  return { span: spanOf(found.span.start, found.span.end), markdown: describe(found, entry, checked) };
}

function describe(reference: Reference, entry: Entry, checked: Checked): string {
  const { document, governance, units } = checked;
  const root = document.roots[0];
  const entries = root?.kind === 'map' ? root.entries : [];
  const setters = entries.filter(({ key }) => key === reference.name);
  const above = setters.findLast(({ keySpan }) => keySpan.start < entry.keySpan.start);
  const setter = above ?? setters.at(-1);
  const secret = setter
    ? isSecret(setter, checked) ||
      units.some(unit =>
        unit.settings.some(each => each.secret && each.keySpan.start === entry.keySpan.start),
      )
    : false;
  return blocks(
    `**${code(`\${${reference.name}}`)}**`,
    setter ? whereSet(setter, setter === above, secret, checked) : notSet(reference),
    describeOperator(reference, checked, entry),
    whoReplaces(governance.dialects),
  );
}

function whereSet(setter: Entry, isAbove: boolean, secret: boolean, { document }: Checked): string {
  const line = document.lines.positionAt(setter.keySpan.start).line + 1;
  const value = setter.value.kind === 'scalar' ? setter.value.value : null;
  const shown = secret
    ? 'to a secret'
    : value === null || value === ''
      ? 'to nothing'
      : `to ${code(String(value))}`;
  const late = isAbove ? '' : ' That is further down: most readers only know what stands above.';
  return `Set in line ${line} ${shown}.${late}`;
}

function notSet({ name }: Reference): string {
  return `Not set in this file: the environment of the running program has to have ${plain(name)}.`;
}

function describeOperator({ operator, argument }: Reference, checked: Checked, entry: Entry): string {
  if (operator === undefined || argument === undefined) return '';
  const text = checked.document.text.slice(argument.start, argument.end);
  const shown = isSecret(entry, checked) || looksSecret(entry.key, text) ? 'a secret' : code(text);
  if (operator === ':-' || operator === '-') return `Falls back to ${text === '' ? 'nothing' : shown}.`;
  if (operator === ':+' || operator === '+')
    return `Stands for ${text === '' ? 'nothing' : shown} where it is set.`;
  return 'The reader refuses the file where it is not set.';
}

function isSecret(entry: Entry, { units }: Checked): boolean {
  const settings = units.flatMap(unit => unit.settings);
  const known = settings.find(({ keySpan }) => keySpan.start === entry.keySpan.start);
  const text = entry.value.kind === 'scalar' ? String(entry.value.value ?? '') : '';
  return known ? known.secret : looksSecret(entry.key, text);
}
