/** Gives a waiver a last day, or a later one. */
import { type SourceFixer, sourceFix } from '../source-fix.ts';
import { insertKeys } from '../source-insert.ts';
import { usualExpiry } from '../waive.ts';
import { waiverAt } from './nearest.ts';

export const waiverExpiry: SourceFixer = (problem, { document, now }) => {
  if (!/^waiver\/(?:missing-expiry|invalid-expiry|expired)$/.test(problem.code)) return [];
  const map = waiverAt(document.roots[0], problem.span);
  if (!map) return [];
  const day = usualExpiry(now);
  const known = map.entries.findLast(({ key }) => key === 'until');
  const edit = known
    ? { span: known.value.span, newText: known.value.span.start === known.value.span.end ? ` ${day}` : day }
    : insertKeys(map, [{ name: 'until', value: day }], document.text);
  return edit ? [sourceFix('expiry', `Let this waiver end on ${day}`, problem, [edit])] : [];
};
