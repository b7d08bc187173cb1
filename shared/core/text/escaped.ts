/** A text as a pattern that matches it and nothing else, outside of brackets. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
