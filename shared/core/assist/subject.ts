/** What stands at a place of a configuration file and can be asked about: a key, a reference, the rule of a waiver. */
import type { Document } from '../document/document.ts';
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

function waiverAt({ document }: Checked, offset: number): Subject | undefined {
  const found = waivedRules(document).find(({ span }) => holds(span, offset));
  return found && { kind: 'waiver', ...found };
}

/** The rules' ids in the waivers that stand in comments, in source order. */
export function waivedRules(document: Document): readonly { readonly rule: string; readonly span: Span }[] {
  return readInlineWaivers(document).flatMap(({ rule, origin }) => {
    const { start, end } = origin.span;
    const mark = document.text.indexOf(WORD, start) + WORD.length;
    const from = document.text.indexOf(rule, mark);
    const isThere = rule !== '' && from >= 0 && from + rule.length <= end;
    return isThere ? [{ rule, span: { start: from, end: from + rule.length } }] : [];
  });
}

const WORD = 'secure-config-waive';

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
