/** Where a field is set in the files of all environments, and where `${NAME}` uses it. */
import type { Span } from '../text/text.ts';
import type { Checked } from '../validation/check.ts';
import { type KeyPlace, keyPlaces, referencesOf } from './key-places.ts';
import type { Subject } from './subject.ts';

/** What is looked for: the field, or where nobody knows one the name. */
export interface Sought {
  readonly field?: string;
  readonly name: string;
}

export interface Found {
  readonly span: Span;
  /** The key; otherwise a use of it. */
  readonly isKey: boolean;
}

/** Undefined where nothing stands that other places could refer to. */
export function soughtBy(subject: Subject, checked: Checked): Sought | undefined {
  if (subject.kind === 'waiver') return undefined;
  const place = subject.kind === 'key' ? subject.place : placeNamed(subject.name, checked);
  if (!place) return subject.kind === 'reference' ? { name: subject.name } : undefined;
  return { name: place.name, ...(place.field !== undefined && { field: place.field }) };
}

/** In source order. */
export function referencesIn(checked: Checked, sought: Sought): readonly Found[] {
  const keys = keysOf(checked, sought);
  const names = new Set([sought.name, ...keys.map(({ key }) => key)]);
  const uses = referencesOf(checked.document).filter(({ name }) => names.has(name));
  return [
    ...keys.map(({ keySpan }): Found => ({ span: keySpan, isKey: true })),
    ...uses.map(({ nameSpan }): Found => ({ span: nameSpan, isKey: false })),
  ].sort((a, b) => a.span.start - b.span.start);
}

/** The keys of a file that set what is sought. */
export function keysOf(checked: Checked, { field, name }: Sought): readonly KeyPlace[] {
  return keyPlaces(checked).filter(place =>
    field === undefined ? place.field === undefined && place.name === name : place.field === field,
  );
}

function placeNamed(name: string, checked: Checked): KeyPlace | undefined {
  return keyPlaces(checked).findLast(({ key }) => key === name);
}
