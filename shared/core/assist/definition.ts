/** Where what stands under the cursor is defined: the field of a key, the rule of a waiver, the line that sets a variable. */
import type { Span } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import { keyPlaces } from './key-places.ts';
import { subjectAt } from './subject.ts';

export type Definition =
  /** In the document itself. */
  | { readonly kind: 'here'; readonly span: Span }
  /** In the schema. */
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'rule'; readonly rule: string };

/** None where nothing is defined anywhere: a variable that is not ours, a reference that the file does not set. */
export function definitionAt(checked: Checked, offset: number): Definition | undefined {
  const subject = subjectAt(checked, offset);
  if (subject?.kind === 'waiver') return { kind: 'rule', rule: subject.rule };
  if (subject?.kind === 'reference') return settingOf(subject.name, subject.span.start, checked);
  const path = subject?.place.field ?? subject?.place.name;
  if (path === undefined) return undefined;
  const compiled = checked.units[0]?.compiled;
  const known = compiled?.fields.get(path.toLowerCase()) ?? compiled?.groups.get(path.toLowerCase());
  return known && { kind: 'field', field: known.path };
}

/** The last line in front of the use, as readers have it that go from top to bottom; else the first behind it. */
function settingOf(name: string, use: number, checked: Checked): Definition | undefined {
  const places = keyPlaces(checked).filter(({ key }) => key === name);
  const place =
    places.findLast(({ keySpan, value }) => keySpan.end <= use && value.span.end < use) ?? places[0];
  return place && { kind: 'here', span: place.keySpan };
}
