/** Gives a waiver that stands in a comment a last day, or a later one, or the rule that was meant. */
import { nearestName } from '../../text/nearest.ts';
import { type Fixer, idOf } from '../fix.ts';
import { waivedRules } from '../subject.ts';
import { usualExpiry } from '../waive.ts';

export const inlineWaiver: Fixer = (finding, { checked, now }) => {
  if (!/^waiver\/(?:missing-expiry|invalid-expiry|expired|unknown-rule)$/.test(finding.code)) return [];
  const { document, units } = checked;
  const waived = waivedRules(document).find(
    ({ span }) => span.start >= finding.span.start && span.end <= finding.span.end,
  );
  if (!waived) return [];
  const offered = { removes: true, isSafe: false };
  if (finding.code === 'waiver/unknown-rule') {
    const known = units.flatMap(({ project }) => project.profile.rules.map(({ id }) => id));
    const near = nearestName(waived.rule, known);
    if (near === undefined) return [];
    const edits = () => [{ span: waived.span, newText: near }];
    return [{ id: idOf('waived-rule', finding), title: `Change to ${near}`, ...offered, edits }];
  }
  const day = usualExpiry(now);
  const title = `Let this waiver end on ${day}`;
  const end = endOfDate(document.text, waived.span.end, finding.span.end);
  const edits = () => [{ span: { start: waived.span.end, end }, newText: ` until ${day}` }];
  return [{ id: idOf('waiver-expiry', finding), title, ...offered, edits }];
};

/** All that stands between the rule and the colon before the reason. */
function endOfDate(text: string, start: number, end: number): number {
  const colon = text.slice(start, end).indexOf(':');
  return colon < 0 ? end : start + colon;
}
