/** What stands at a place of a file, with every secret in it covered or replaced by what it is known by. */
import { MASK } from '../report/report.ts';
import type { Span } from '../text/text.ts';
import { overlaps } from './secret-places.ts';
import type { ReadFile } from './side.ts';

/** The indices of the cuts that stand in a span, or around it. */
export function cutsIn(span: Span, { places }: ReadFile): number[] {
  const found: number[] = [];
  for (let index = firstBehind(span.start, places); index < places.length; index++) {
    const place = places[index];
    if (!place || place.start >= span.end) break;
    if (overlaps(place, span)) found.push(index);
  }
  return found;
}

/** The text of a span with something in the place of each secret. */
export function writtenWith(span: Span, side: ReadFile, instead: (index: number) => string): string {
  const { text } = side.checked.document;
  let written = '';
  let from = span.start;
  for (const index of cutsIn(span, side)) {
    const place = side.places[index] ?? span;
    written += text.slice(from, Math.max(from, place.start)) + instead(index);
    from = place.end;
  }
  return written + text.slice(from, Math.max(from, span.end));
}

export function writtenMasked(span: Span, side: ReadFile): string {
  return writtenWith(span, side, () => MASK);
}

/** By halving: files have thousands of cuts. */
function firstBehind(offset: number, places: readonly Span[]): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
