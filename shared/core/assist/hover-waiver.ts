/** The rule that a waiver in a comment names. */
import { spanOf } from '../text/text.ts';
import type { Hover, HoverContext } from './hover.ts';
import { describeRule } from './rule-page.ts';

export function hoverWaiver({ checked, offset, pageOf }: HoverContext): Hover | undefined {
  const { comments, text } = checked.document;
  const comment = comments.find(({ span }) => offset >= span.start && offset <= span.end);
  const match =
    comment && /^#\s*secure-config-waive\s+([\w-]+)/.exec(text.slice(comment.span.start, comment.span.end));
  if (!comment || !match) return undefined;
  const [whole, id = ''] = match;
  const span = spanOf(comment.span.start + whole.length - id.length, comment.span.start + whole.length);
  const rule = checked.governance.project?.profile.rules.find(each => each.id === id);
  return rule && offset <= span.end ? { span, markdown: describeRule(rule, pageOf) } : undefined;
}
