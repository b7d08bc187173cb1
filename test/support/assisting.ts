/** Completion and hover of marked texts: `<|>` is the cursor. */
import { complete, placeAt } from '../../shared/core/assist/completion.ts';
import type { Completion } from '../../shared/core/assist/completion-item.ts';
import { type Hover, hoverAt } from '../../shared/core/assist/hover.ts';
import { applyEdits } from '../../shared/core/text/text.ts';
import type { Checked } from '../../shared/core/validation/check.ts';
import type { Project } from '../../shared/core/validation/project.ts';
import { type CheckOptions, checkWith, NOW } from './checking.ts';

const CURSOR = '<|>';

export interface AssistOptions extends CheckOptions {
  /** Path → text of the other files; their environments by their names, as `.env.staging`. */
  readonly siblings?: Readonly<Record<string, string>>;
  readonly snippets?: boolean;
}

export interface Marked {
  readonly text: string;
  readonly offset: number;
}

export function readCursor(marked: string): Marked {
  const offset = marked.indexOf(CURSOR);
  if (offset < 0) throw new Error('there is no <|> in the text');
  return { text: marked.replace(CURSOR, ''), offset };
}

export function checkedSiblings(project: Project, { siblings = {} }: AssistOptions): Checked[] {
  return Object.entries(siblings).map(([path, text]) => {
    const environment = /(production|staging|development)/.exec(path)?.[0];
    return checkWith(project, text, { path, ...(environment !== undefined && { environment }) });
  });
}

export function completionsIn(
  project: Project,
  marked: string,
  options: AssistOptions = {},
): readonly Completion[] {
  const { text, offset } = readCursor(marked);
  const checked = checkWith(project, text, options);
  const place = placeAt(checked, offset);
  const siblings = checkedSiblings(project, options);
  const found = place
    ? complete(place, { checked, offset, siblings, snippets: options.snippets ?? true, now: NOW })
    : [];
  assertFits(found, checked, offset);
  return found.toSorted((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
}

/** Rules' pages are `page:ID`. */
export function hoverIn(project: Project, marked: string, options: AssistOptions = {}): Hover | undefined {
  const { text, offset } = readCursor(marked);
  const checked = checkWith(project, text, options);
  const siblings = checkedSiblings(project, options);
  return hoverAt({ checked, offset, siblings, pageOf: ({ id }) => `page:${id}` });
}

/** What an editor asks of every item: it replaces a part of the cursor's line, in which the cursor stands. */
function assertFits(items: readonly Completion[], { document }: Checked, offset: number): void {
  for (const { edit, label } of items) {
    const { start, end } = edit.span;
    const isAround = start <= offset && offset <= end;
    const isOneLine = document.lines.positionAt(start).line === document.lines.positionAt(end).line;
    if (!isAround || !isOneLine)
      throw new Error(`${label} replaces ${start}–${end}, the cursor is at ${offset}`);
  }
}

/** `label | detail`, the first ones. */
export function labels(items: readonly Completion[], most = 100): string[] {
  return items
    .slice(0, most)
    .map(({ label, detail }) => (detail === undefined ? label : `${label} | ${detail}`));
}

/** The text once the item with the label is taken, by an editor that lets lines follow the cursor's indentation. */
export function accepted(marked: string, items: readonly Completion[], label: string): string {
  const item = items.find(each => each.label === label);
  if (!item) throw new Error(`no ${label} among ${labels(items).join(', ')}`);
  const { text } = readCursor(marked);
  const { span, newText } = item.edit;
  const indent = /^ */.exec(text.slice(text.lastIndexOf('\n', span.start - 1) + 1))?.[0] ?? '';
  return applyEdits(text, [{ span, newText: newText.replace(/\n/g, `\n${indent}`) }]);
}
