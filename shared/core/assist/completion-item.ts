/** What can be put in at the cursor: plain data with offsets, before any editor's protocol. */
import type { Rule } from '../profile/profile.ts';
import type { Span, TextEdit } from '../text/text.ts';
import type { Checked, CheckedUnit } from '../validation/check.ts';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. Never a secret's value. */
  readonly detail?: string;
  readonly edit: TextEdit;
  /** `newText` has placeholders: `$1`, `${1:text}`, `${1|a,b|}`. */
  readonly isSnippet?: true;
  /** What is typed is compared with this. */
  readonly filter: string;
  readonly sort: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What the documentation is of, when it is only made once somebody looks at it. */
  readonly about?: Subject;
}

export type CompletionKind =
  | 'field'
  | 'secret'
  | 'group'
  | 'value'
  | 'reference'
  | 'rule'
  | 'snippet'
  | 'keyword'
  | 'file';

export type Subject =
  | { readonly kind: 'field'; readonly path: string }
  | { readonly kind: 'rule'; readonly id: string };

export interface CompletionContext {
  readonly checked: Checked;
  readonly offset: number;
  /** The other environments' files, nearest first. */
  readonly siblings: readonly Checked[];
  /** Whether the editor knows placeholders. */
  readonly snippets: boolean;
  readonly now: Date;
}

/** The same for what stands in one YAML document, or a dotenv file, that a profile governs. */
export interface UnitContext extends CompletionContext {
  readonly unit: CheckedUnit;
}

export function ruleItem(rule: Rule, edit: TextEdit, sort: string): Completion {
  const about = { kind: 'rule', id: rule.id } as const;
  return { label: rule.id, kind: 'rule', detail: rule.name, edit, filter: rule.id, sort, about };
}

/** Text as it stands in a snippet. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function escapeChoice(text: string): string {
  return text.replace(/[\\,|$}]/g, '\\$&');
}

/** `number`: which stop it is, from 1 on. No choices: a plain stop; one: its text, selected. */
export function placeholder(number: number, choices: readonly string[]): string {
  if (choices.length > 1) return `\${${number}|${choices.map(escapeChoice).join(',')}|}`;
  const [only] = choices;
  return only === undefined || only === '' ? `$${number}` : `\${${number}:${escapeSnippet(only)}}`;
}

/** An edit may replace what stands on one line only. */
export function replace(span: Span, newText: string): TextEdit {
  return { span, newText };
}
