/** How many terminal columns a text takes, so that carets and tables line up under wide characters and tabs. */

const TAB_STOP = 4;

/** Ranges of code points that take two columns (East Asian wide and fullwidth, emoji), ascending. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x25fd, 0x25fe],
  [0x2614, 0x2615],
  [0x2648, 0x2653],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274c],
  [0x2753, 0x2757],
  [0x2795, 0x2797],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
];

const COMBINING = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** Columns that `text`, a single line without tabs and control characters, takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

/** Fills up with blanks on the right to `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Fills up with blanks on the left to `width` columns. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/** At most `width` columns, with an ellipsis where something is cut off. */
export function shortenTo(text: string, width: number): string {
  if (text.length <= width / 2 || widthOf(text) <= width) return text;
  let result = '';
  let taken = 1;
  for (const character of text) {
    taken += widthOfCharacter(character);
    if (taken > width) break;
    result += character;
  }
  return width > 0 ? `${result}…` : '';
}

/**
 * A character as a terminal may show it at `column`: tabs become blanks, and what would move the cursor, hide text or
 * turn its direction a visible sign, so that a hostile file cannot write on the terminal.
 */
export function visible(character: string, column: number): string {
  if (character === '\t') return ' '.repeat(TAB_STOP - (column % TAB_STOP));
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  if (isHostile(code)) return '�';
  return character;
}

/** `text` with every character made visible: for names and messages, which have no excerpt of their own. */
export function visibleText(text: string): string {
  let result = '';
  for (const character of text) result += visible(character, 0);
  return result;
}

/** The same for a text of several lines, which it stays. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}

/** C1 controls, direction marks and overrides, separators, lone surrogates, byte order marks. */
function isHostile(code: number): boolean {
  if (code >= 0x80 && code < 0xa0) return true;
  if (code >= 0x200b && code <= 0x200f) return true;
  if (code >= 0x2028 && code <= 0x202e) return true;
  if (code >= 0x2060 && code <= 0x206f) return true;
  return (code >= 0xd800 && code <= 0xdfff) || code === 0xfeff;
}

function widthOfCharacter(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (WIDE.some(([first, last]) => code >= first && code <= last)) return 2;
  return COMBINING.test(character) ? 0 : 1;
}
