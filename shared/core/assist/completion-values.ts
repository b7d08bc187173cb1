/** Completes values: what the schema lists, defaults, how URLs begin, and what other environments have. */
import type { JsonValue } from '../profile/profile.ts';
import { spanOf } from '../text/text.ts';
import { asText, writeText } from '../validation/write-variable.ts';
import { writeScalar } from '../validation/write-yaml.ts';
import { type Candidate, candidatesFor } from './completion-candidates.ts';
import { type Completion, escapeSnippet, replace, type UnitContext } from './completion-item.ts';
import type { ValuePlace } from './completion-place.ts';
import { fieldPathOf } from './completion-subject.ts';

export function completeValues(place: ValuePlace, context: UnitContext): readonly Completion[] {
  const { unit, siblings } = context;
  const path = fieldPathOf(place.path, unit);
  if (path === undefined) return [];
  const candidates = candidatesFor(path, unit, siblings, place.inItem);
  return candidates.map((candidate, index) => valueItem(candidate, index, place, context));
}

function valueItem(
  { value, notes, violates, isStart }: Candidate,
  index: number,
  place: ValuePlace,
  context: UnitContext,
): Completion {
  const label = asText(value);
  const written = isStart ? `${place.quote}${label}${place.quote}` : writeValue(value, place, context);
  const detail = [...notes, ...(violates.length > 0 ? [`violates ${violates.join(', ')}`] : [])].join(' · ');
  const isSnippet = isStart === true && context.snippets && place.quote !== '';
  const newText = isSnippet ? `${escapeSnippet(place.quote + label)}$0${place.quote}` : written;
  return {
    label: label === '' ? "''" : label,
    kind: 'value',
    ...(detail !== '' && { detail }),
    edit: replace(spanOf(place.token.start, place.token.end), place.lead + newText),
    ...(isSnippet && { isSnippet: true }),
    filter: place.quote === '' ? label : written,
    sort: `${violates.length > 0 ? 1 : 0}${String(index).padStart(4, '0')}`,
  };
}

/** In the quotes that stand there; otherwise in those that the value needs. */
function writeValue(value: JsonValue, { quote }: ValuePlace, { unit }: UnitContext): string {
  if (unit.document.format === 'dotenv') return writeText(asText(value), quote, unit);
  if (quote === '' || typeof value !== 'string') return writeScalar(value);
  return quote === '"' ? JSON.stringify(value) : `'${value.replaceAll("'", "''")}'`;
}
