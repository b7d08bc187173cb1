/** Adds keys to a mapping of a YAML file of ours, in the hand of those that are there. */
import type { MapNode } from '../document/document.ts';
import { spanOf, type TextEdit } from '../text/text.ts';
import { endOfLine, lineBreakOf, startOfLine } from '../validation/lines.ts';

/** `value`: as YAML writes it. Undefined where nothing stands whose indent could be followed. */
export function insertKeys(
  { entries, span }: MapNode,
  keys: readonly { readonly name: string; readonly value: string }[],
  text: string,
): TextEdit | undefined {
  const own = entries.filter(entry => entry.span.start >= span.start && entry.span.end <= span.end);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return undefined;
  const lastEnd = Math.max(last.keySpan.end, last.span.end);
  const end = last.span.start + text.slice(last.span.start, lastEnd).trimEnd().length;
  const written = keys.map(({ name, value }) => `${name}: ${value}`);
  if (text[span.start] === '{') return { span: spanOf(end, end), newText: `, ${written.join(', ')}` };
  const column = first.span.start - startOfLine(text, first.span.start);
  const at = endOfLine(text, end);
  const lead = `${lineBreakOf(text)}${' '.repeat(column)}`;
  return { span: spanOf(at, at), newText: written.map(line => lead + line).join('') };
}
