/** Which characters are space, line break or name to the languages that the dotenv parsers are written in. */

export type CharacterTest = (code: number) => boolean;

const ASCII_SPACE = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20]);
const UNICODE_SPACE = new Set([
  ...[0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000],
  ...Array.from({ length: 11 }, (_, index) => 0x2000 + index),
]);

/** `\n` and `\r`. */
export const isLineBreak: CharacterTest = code => code === 0x0a || code === 0x0d;

/** What `^`, `$` and `.` take for a line's end in JavaScript. */
export const isJsLineBreak: CharacterTest = code => isLineBreak(code) || code === 0x2028 || code === 0x2029;

/** `\s` of Ruby and C: no Unicode. */
export const isAsciiSpace: CharacterTest = code => ASCII_SPACE.has(code);

/** `\s` and `trim()` of JavaScript. */
export const isJsSpace: CharacterTest = code =>
  ASCII_SPACE.has(code) || (code >= 0xa0 && (code === 0xfeff || UNICODE_SPACE.has(code)));

/** `unicode.IsSpace` of Go. */
export const isGoSpace: CharacterTest = code =>
  ASCII_SPACE.has(code) || (code >= 0x85 && (code === 0x85 || UNICODE_SPACE.has(code)));

/** `\s` and `str.strip()` of Python. */
export const isPythonSpace: CharacterTest = code => isGoSpace(code) || (code >= 0x1c && code <= 0x1f);

/** Space or tab. */
export const isBlank: CharacterTest = code => code === 0x20 || code === 0x09;

/** `\w` without Unicode. */
export const isWord: CharacterTest = code =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x5f;

/** The first offset at or after `from`, at most `limit`, whose character does not pass. */
export function skip(text: string, from: number, test: CharacterTest, limit: number = text.length): number {
  let offset = from;
  while (offset < limit && test(text.charCodeAt(offset))) offset++;
  return offset;
}

/** The offset behind the last character in `[from, to)` that does not pass. */
export function skipBack(text: string, from: number, to: number, test: CharacterTest): number {
  let offset = to;
  while (offset > from && test(text.charCodeAt(offset - 1))) offset--;
  return offset;
}

/** The offset of the line break that ends the line of `from`, or the end of the text. */
export function lineEnd(text: string, from: number, isBreak: CharacterTest = isLineBreak): number {
  let offset = from;
  while (offset < text.length && !isBreak(text.charCodeAt(offset))) offset++;
  return offset;
}

/** The offset behind the line break at `offset`, `\r\n` being one; `offset` itself where none stands. */
export function afterBreak(text: string, offset: number, isBreak: CharacterTest = isLineBreak): number {
  if (offset >= text.length || !isBreak(text.charCodeAt(offset))) return offset;
  return text.startsWith('\r\n', offset) ? offset + 2 : offset + 1;
}

/** Line breaks as one `\n` each. */
export function normalizeBreaks(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
