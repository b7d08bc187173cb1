/** What stands at a place of a configuration file and can be asked about: a key, a reference, the rule of a waiver. */
import { readInlineWaivers } from '../profile/waivers.ts';
import type { Span } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import { type KeyPlace, keyPlaces, referencesOf } from './key-places.ts';

export type Subject =
  | { readonly kind: 'key'; readonly span: Span; readonly place: KeyPlace }
  /** `${NAME}`; the span is the name's. */
  | { readonly kind: 'reference'; readonly span: Span; readonly name: string }
  | { readonly kind: 'waiver'; readonly span: Span; readonly rule: string };

/** `offset`: at the subject, or right behind it. */
export function subjectAt(checked: Checked, offset: number): Subject | undefined {
  const { document } = checked;
  const place = keyPlaces(checked).find(({ keySpan }) => holds(keySpan, offset));
  if (place) return { kind: 'key', span: place.keySpan, place };
  const inside = referencesOf(document).filter(({ span }) => holds(span, offset));
  const reference = inside.find(({ nameSpan }) => holds(nameSpan, offset)) ?? inside.at(-1);
  if (reference) return { kind: 'reference', span: reference.nameSpan, name: reference.name };
  return waiverAt(checked, offset);
}

/** On the rule's id. */
function waiverAt({ document }: Checked, offset: number): Subject | undefined {
  const waiver = readInlineWaivers(document).find(({ origin }) => holds(origin.span, offset));
  if (!waiver || waiver.rule === '') return undefined;
  const { start, end } = waiver.origin.span;
  const mark = document.text.indexOf(WORD, start) + WORD.length;
  const from = document.text.indexOf(waiver.rule, mark);
  const span = { start: from, end: from + waiver.rule.length };
  return from >= 0 && span.end <= end && holds(span, offset)
    ? { kind: 'waiver', span, rule: waiver.rule }
    : undefined;
}

const WORD = 'secure-config-waive';

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
