/** Line ends, for what is inserted as a line of its own. */

export function endOfLine(text: string, from: number): number {
  let offset = Math.max(0, from);
  while (offset < text.length && text[offset] !== '\n' && text[offset] !== '\r') offset++;
  return offset;
}

export function startOfLine(text: string, from: number): number {
  let offset = Math.min(from, text.length);
  while (offset > 0 && text[offset - 1] !== '\n' && text[offset - 1] !== '\r') offset--;
  return offset;
}

/** The text's first line break, `\n` when it has none. */
export function lineBreakOf(text: string): string {
  const end = endOfLine(text, 0);
  if (text[end] === '\r') return text[end + 1] === '\n' ? '\r\n' : '\r';
  return '\n';
}
