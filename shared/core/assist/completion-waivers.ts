/** Completes waivers in comments: the mark, a rule's id, a date and a reason. */
import type { Rule } from '../profile/profile.ts';
import { type Span, spanOf } from '../text/text.ts';
import type { CheckedUnit } from '../validation/check.ts';
import { type Completion, type CompletionContext, replace, ruleItem } from './completion-item.ts';

const MARK = 'secure-config-waive';
const DAY = 24 * 60 * 60 * 1000;
/** Days after which a new waiver ends, unless another date is written. */
const TERM = 90;

export function completeComment(comment: Span, context: CompletionContext): readonly Completion[] {
  const { checked, offset } = context;
  const { text } = checked.document;
  const before = text.slice(comment.start + 1, offset);
  const tail = /^[\w-]*/.exec(text.slice(offset, comment.end))?.[0].length ?? 0;
  const word = (typed: string): Span => spanOf(offset - typed.length, offset + tail);
  const rest = text.slice(offset + tail, comment.end).trim();
  const mark = /^\s*([a-z-]*)$/.exec(before);
  if (mark) return isMarkBegun(mark[1] ?? '') && rest === '' ? [markItem(word(mark[1] ?? ''))] : [];
  const rule = /^\s*secure-config-waive\s+([\w-]*)$/.exec(before);
  if (rule) return ruleItems(word(rule[1] ?? ''), rest === '', context);
  const until = /^\s*secure-config-waive\s+[\w-]+\s+([a-z]*)$/.exec(before);
  return until && rest === '' ? [untilItem(word(until[1] ?? ''), context)] : [];
}

function isMarkBegun(typed: string): boolean {
  return MARK.startsWith(typed);
}

function markItem(token: Span): Completion {
  const edit = replace(token, `${MARK} `);
  return { label: MARK, kind: 'keyword', detail: 'waive a rule in this file', edit, filter: MARK, sort: '0' };
}

/** Violated rules first. `isLast`: nothing is behind it yet, so that date and reason come along. */
function ruleItems(token: Span, isLast: boolean, context: CompletionContext): Completion[] {
  const { units } = context.checked;
  const violated = violatedRules(units);
  const rules = units[0]?.project.profile.rules ?? [];
  return rules.map((rule, index) => {
    const text = isLast && context.snippets ? `${rule.id} ${untilText(context)}` : rule.id;
    const sort = `${violated.has(rule) ? 0 : 1}${String(index).padStart(4, '0')}`;
    const item = ruleItem(rule, replace(token, text), sort);
    return isLast && context.snippets ? { ...item, isSnippet: true } : item;
  });
}

function violatedRules(units: readonly CheckedUnit[]): ReadonlySet<Rule> {
  const outcomes = units.flatMap(unit => unit.outcomes);
  return new Set(outcomes.filter(({ breaches }) => breaches.length > 0).map(({ rule }) => rule));
}

function untilItem(token: Span, context: CompletionContext): Completion {
  const newText = context.snippets ? untilText(context) : 'until ';
  const item = {
    label: 'until',
    kind: 'keyword',
    detail: 'the last day of the waiver',
    filter: 'until',
    sort: '0',
  } as const;
  return { ...item, edit: replace(token, newText), ...(context.snippets && { isSnippet: true }) };
}

function untilText({ now }: CompletionContext): string {
  const last = new Date(now.getTime() + TERM * DAY).toISOString().slice(0, 10);
  return `until \${1:${last}}: \${2:reason}`;
}
