/**
 * Guesses where secrets stand, from the text alone, for the moments in which the server has not said it yet, and for
 * what it never sees, such as the old side of a difference. Covers rather too much.
 */

/** A stretch of one line: 0-based line, UTF-16 code units in it. */
export interface Piece {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** `NAME=value`, `name: value`, also as a list's item or commented out. Longer names are no names. */
const ASSIGNMENT = /^[\s#-]*(?:export\s+)?["']?([\w.-]{1,200})["']?\s*[=:]\s*/;
const SECRET_NAME =
  /pass|pwd|secret|token|key|cred|private|salt|pepper|auth|cookie|session|signature|cert|dsn|conn/i;
const SECRET_VALUE =
  /:\/\/[^\s/@]{0,200}:[^\s/@]{1,200}@|-----BEGIN|(?<![\w+/=-])(?=[A-Za-z+/=_-]*\d)[\w+/=-]{20,}(?![\w+/=-])/;
/** `value: x` where a line above or below is `name: DB_PASSWORD`, and both in one line. */
const VALUE = /(?:^[\s-]*|[{,]\s*)["']?\w*(?:value|val|default)["']?\s*:\s*/i;
const NAME_OF_VALUE = /(?:^[\s-]*|[{,]\s*)["']?\w*(?:name|key|variable)["']?\s*:\s*["']?([\w.-]{1,200})/i;
/** `--db-password`, in a line of its own or with its value behind it. */
const OPTION = /(?:^|[\s"'[,])--?([A-Za-z][\w.-]{0,199})["']?(?:[\s,=]+|$)/;
const PRODUCTION = /(?:^|[./_-])(?:production|prod|prd|live)(?:[./_-]|$)/i;
const DOTENV_NAME = /(?:^|\/)(?:\.env[^/]*|[^/]*\.env)$/;
const YAML_NAME = /\.ya?ml$/;
/** No value is taken to go on longer than this. */
const MOST_LINES = 200;
/** Of a line; what stands behind is covered with it where there is a secret, and not looked at otherwise. */
const MOST_LOOKED_AT = 4000;

/** Undefined for a file that is not of a kind that we know. */
export function formatOf(path: string): 'dotenv' | 'yaml' | undefined {
  if (DOTENV_NAME.test(path)) return 'dotenv';
  return YAML_NAME.test(path) ? 'yaml' : undefined;
}

/** By the file's name and that of its folder. */
export function isNamedForProduction(path: string): boolean {
  return PRODUCTION.test(path.split('/').slice(-2).join('/'));
}

/** In order. A value that goes on over lines is covered on each of them. */
export function guessSecrets(lines: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  for (let line = 0; line < lines.length; line++) {
    const text = lines[line] ?? '';
    const start = secretStart(text.slice(0, MOST_LOOKED_AT)) ?? startBeside(lines, line);
    if (start === undefined) continue;
    const last = lastLine(lines, line, start);
    if (start < text.trimEnd().length) pieces.push(pieceOf(line, start, text));
    for (line++; line <= last; line++) pieces.push(...wholeLine(line, lines[line] ?? ''));
    line--;
  }
  return pieces;
}

/** Where a line's secret begins; undefined when nothing looks like one. */
function secretStart(text: string): number | undefined {
  const assignment = ASSIGNMENT.exec(text);
  if (!assignment) return SECRET_VALUE.exec(text)?.index;
  const { 0: head, 1: name = '' } = assignment;
  return SECRET_NAME.test(name) || SECRET_VALUE.test(text.slice(head.length)) ? head.length : undefined;
}

/** Where the value begins that a neighbour names, in the same line or in the next one; undefined when none does. */
function startBeside(lines: readonly string[], line: number): number | undefined {
  const [before = '', text = '', after = ''] = [lines[line - 1], lines[line], lines[line + 1]].map(each =>
    each?.slice(0, MOST_LOOKED_AT),
  );
  const value = VALUE.exec(text);
  const isNamed = [text, before, after].some(each => SECRET_NAME.test(NAME_OF_VALUE.exec(each)?.[1] ?? ''));
  if (value && isNamed) return value.index + value[0].length;
  const option = OPTION.exec(text);
  if (option && SECRET_NAME.test(option[1] ?? '')) return option.index + option[0].length;
  const isItem = /^\s*-\s/.test(text) && !option;
  const named = isItem && /^\s*-\s/.test(before) ? OPTION.exec(before)?.[1] : undefined;
  return named !== undefined && SECRET_NAME.test(named) ? text.search(/-\s/) + 2 : undefined;
}

/** A quote that stays open, a YAML block, or lines that stand further in. */
function lastLine(lines: readonly string[], line: number, start: number): number {
  const text = lines[line] ?? '';
  const value = text.slice(start).trim();
  const quote = /^["'`]/.exec(value)?.[0];
  const limit = Math.min(lines.length - 1, line + MOST_LINES);
  let last = line;
  if (quote !== undefined && !value.includes(quote, 1) && last < limit) {
    do last++;
    while (last < limit && !lines[last]?.includes(quote));
  } else if (value === '' || /^[|>]/.test(value)) {
    const indent = indentOf(text);
    while (last < limit && isInside(lines[last + 1] ?? '', indent)) last++;
  }
  return last;
}

function isInside(text: string, indent: number): boolean {
  return text.trim() === '' || indentOf(text) > indent;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** Without the quotes around it. */
function pieceOf(line: number, start: number, text: string): Piece {
  const quote = /["'`]/.exec(text[start] ?? '')?.[0];
  const from = quote === undefined ? start : start + 1;
  const end = text.trimEnd().length;
  return {
    line,
    start: from,
    end: quote !== undefined && text[end - 1] === quote && end > from ? end - 1 : end,
  };
}

function wholeLine(line: number, text: string): Piece[] {
  const end = text.trimEnd().length;
  const start = indentOf(text);
  return end > start ? [{ line, start, end }] : [];
}
