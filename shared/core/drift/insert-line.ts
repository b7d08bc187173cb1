/** Puts a variable back as its approved line has it, behind the line that it stood behind. */
import { spanOf, type TextEdit } from '../text/text.ts';
import { endOfLine, lineBreakOf, startOfLine } from '../validation/lines.ts';
import type { FieldState } from './field-state.ts';
import type { Relation } from './relations.ts';
import type { RevertParts } from './revert-ways.ts';

/** Only in dotenv: in YAML a line means something else in another place. */
export function insertApprovedLine(
  { before }: Relation,
  { base, checked, relations }: RevertParts,
): TextEdit[] {
  if (!before || checked.document.format !== 'dotenv') return [];
  const line = lineOf(before, base.document.text);
  const { text } = checked.document;
  const neighbour = neighbourOf(before, relations);
  const at = neighbour ? endOfLine(text, Math.max(neighbour.span.end, neighbour.keySpan.end)) : startOf(text);
  const lineBreak = lineBreakOf(text === '' ? base.document.text : text);
  const newText = neighbour ? lineBreak + line : line + lineBreak;
  return [{ span: spanOf(at, at), newText }];
}

/** From `export` to the end of the value. */
function lineOf({ keySpan, span }: FieldState, text: string): string {
  const start = startOfLine(text, keySpan.start);
  return text.slice(start, Math.max(span.end, keySpan.end)).replace(/^\uFEFF/, '');
}

/** The nearest one above it in the approved file that the document has too, where it stands there. */
function neighbourOf({ keySpan }: FieldState, relations: readonly Relation[]): FieldState | undefined {
  const above = relations.filter(
    each => each.before && each.after && each.before.keySpan.start < keySpan.start,
  );
  above.sort((a, b) => (b.before?.keySpan.start ?? 0) - (a.before?.keySpan.start ?? 0));
  return above[0]?.after;
}

/** Behind a byte order mark. */
function startOf(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}
