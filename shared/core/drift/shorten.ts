/** Keeps what is shown short. */

/** At most `longest` UTF-16 code units, `…` included, and no half of a character at the end. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
