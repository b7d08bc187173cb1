/** Other texts around the same signature, each of which is refused: a signature is one text. */
import type { Changed } from './sshsig-mutations.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** @param text a valid armored signature */
export function ofArmor(text: string): Changed[] {
  const lines = text.trimEnd().split('\n');
  const [begin = '', end = ''] = [lines[0], lines.at(-1)];
  const base64 = lines.slice(1, -1).join('');
  const wrapped = (characters: string, width: number): string =>
    `${begin}\n${(characters.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n')}\n${end}\n`;
  const changed: readonly (readonly [string, string])[] = [
    ['no final line break', text.slice(0, -1)],
    ['two final line breaks', `${text}\n`],
    ['a blank behind the end', text.replace(/\n$/, ' \n')],
    ['a blank before the beginning', ` ${text}`],
    ['a line before the beginning', `hello\n${text}`],
    ['a line behind the end', `${text}hello\n`],
    ['a second signature behind the first', text + text],
    ['carriage returns', text.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${text}`],
    ['an empty line after the first', text.replace('\n', '\n\n')],
    ['an empty line before the last', text.replace('\n-----END', '\n\n-----END')],
    ['a blank within a line', text.replace(/(?<=\n.{10})/, ' ')],
    ['a tab behind a line', text.replace(/(?<=\n.{70})\n/, '\t\n')],
    ['a vertical tab within a line', text.replace(/(?<=\n.{10})/, '\u000b')],
    ['lines of 64', wrapped(base64, 64)],
    ['lines of 76', wrapped(base64, 76)],
    ['one long line', wrapped(base64, 10_000)],
    ['lines of 69', wrapped(base64, 69)],
    ['no armor', `${base64}\n`],
    ['no end', text.replace(`${end}\n`, '')],
    ['small letters in the first line', text.replace('BEGIN', 'begin')],
    ['another kind of armor', text.replaceAll('SSH SIGNATURE', 'PGP SIGNATURE')],
    ['a NUL within a line', text.replace(/(?<=\n.{10})/, '\0')],
    ['a character of base64url', text.replace(/(?<=\n.{10})./, '-')],
    ['padding in the middle', text.replace(/(?<=\n.{10})./, '=')],
    ['a character less', wrapped(base64.slice(1), 70)],
    ['one more group of padding', text.replace('\n-----END', '====\n-----END')],
    ['nothing within', `${begin}\n${end}\n`],
    ['nothing at all', ''],
  ];
  const unused = withUnusedBits(base64);
  return [
    ...changed.map(([name, value]): Changed => [`armor: ${name}`, 'armor', value]),
    ...(unused === undefined
      ? []
      : [['armor: unused bits that are set', 'non-canonical', wrapped(unused, 70)] as const]),
  ];
}

/** The last character before the padding has bits that no byte needs. */
function withUnusedBits(base64: string): string | undefined {
  const match = /(.)(==?)$/.exec(base64);
  if (match === null) return undefined;
  const next = ALPHABET[ALPHABET.indexOf(match[1] ?? '') + 1] ?? '';
  return base64.slice(0, match.index) + next + match[2];
}
