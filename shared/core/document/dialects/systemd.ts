/** systemd's `EnvironmentFile=`, a state machine of its own: shell-like quotes, no references, `;` begins comments. */
import { spanOf } from '../../text/text.ts';
import type { DialectReader } from '../dialect-reader.ts';
import { type CharacterTest, isLineBreak, skip, skipBack } from '../dotenv-characters.ts';
import { splitParts } from '../dotenv-parts.ts';
import { garbage, issue } from '../dotenv-scan.ts';
import type { Source } from '../dotenv-source.ts';
import type { Issue, QuoteKind, Statement, Value } from '../dotenv-statement.ts';

const ESCAPABLE = '"\\`$';

const isSpace: CharacterTest = code => code === 0x20 || code === 0x09 || isLineBreak(code);

export const systemd: DialectReader = {
  name: 'systemd',
  title: 'systemd',
  reproduces: 'systemd 252, load_env_file()',
  scan,
  byteOrderMark: 'kept',
  refusesNul: true,
};

/** A carriage return ends a line, and a line feed right behind it is space in front of the next one. */
function scan({ text }: Source, offset: number): Statement {
  const first = skip(text, offset, code => isSpace(code) && !isLineBreak(code));
  if (first >= text.length || isLineBreak(text.charCodeAt(first))) {
    const end = afterLine(text, first);
    return { kind: 'blank', length: end - offset, reach: end + 1 - offset, issues: [] };
  }
  if (text[first] === '#' || text[first] === ';') return scanComment(text, offset, first);
  const separator = skip(text, first + 1, code => code !== 0x3d && !isLineBreak(code));
  if (text[separator] !== '=') {
    return garbage(text, { offset, end: afterLine(text, separator), code: 'syntax/garbage' });
  }
  return scanAssignment(text, offset, first, separator);
}

function afterLine(text: string, stop: number): number {
  if (stop >= text.length) return text.length;
  return text.startsWith('\r\n', stop) ? stop + 2 : stop + 1;
}

/** A backslash takes the line break behind it, and so the next line, into the comment. */
function scanComment(text: string, offset: number, first: number): Statement {
  let stop = first;
  while (stop < text.length && !isLineBreak(text.charCodeAt(stop))) stop += text[stop] === '\\' ? 2 : 1;
  stop = Math.min(stop, text.length);
  const end = afterLine(text, stop);
  const comment = spanOf(first - offset, stop - offset);
  return { kind: 'comment', length: end - offset, reach: end + 1 - offset, issues: [], comment };
}

function scanAssignment(text: string, offset: number, first: number, separator: number): Statement {
  const keyEnd = skipBack(text, first + 1, separator, isSpace);
  const { literal, start, stop, open, whole } = readValue(text, separator + 1);
  const end = afterLine(text, stop);
  const valueEnd = open ? stop : skipBack(text, start, stop, isSpace);
  const span = spanOf(start - offset, valueEnd - offset);
  const content = whole ? spanOf(span.start + 1, span.end - 1) : span;
  const quoted = text[start] === "'" && whole !== undefined;
  const split = splitParts(text, content.start + offset, content.end + offset, offset, {
    ...(quoted ? {} : { escape: text[start] === '"' ? /\\["\\`$\n]/ : /\\[\s\S]/ }),
    expands: false,
    commands: quoted ? 'quoted' : 'literal',
    keepsReferences: !quoted,
  });
  const value: Value = {
    span,
    content,
    ...(whole ? { quote: whole } : {}),
    parts: split.parts,
    references: split.references,
    template: literal,
    literal,
  };
  const issues: Issue[] = open
    ? [issue('syntax/unterminated-quote', spanOf(span.start, span.start + 1))]
    : [];
  return {
    kind: 'assignment',
    length: end - offset,
    reach: end + 1 - offset,
    issues: [...issues, ...split.issues],
    key: { text: text.slice(first, keyEnd), span: spanOf(first - offset, keyEnd - offset) },
    separator: spanOf(separator - offset, separator + 1 - offset),
    value,
  };
}

interface Reading {
  readonly literal: string;
  /** The first character that is not space. */
  readonly start: number;
  /** The line break that ends the value, or the end of the text. */
  readonly stop: number;
  /** The text ended in a quote. */
  readonly open: boolean;
  /** One pair of quotes holds all of it. */
  readonly whole?: QuoteKind;
}

/** Quoted stretches in front, space between them dropped; what begins without a quote runs to the end of the line. */
function readValue(text: string, from: number): Reading {
  let literal = '';
  let offset = from;
  let start = -1;
  let quotes = 0;
  while (offset < text.length) {
    const char = text[offset] ?? '';
    if (char === '\n' || char === '\r') break;
    if (isSpace(char.charCodeAt(0))) {
      offset++;
      continue;
    }
    if (start < 0) start = offset;
    if (char !== "'" && char !== '"') {
      const bare = readBare(text, offset);
      return { literal: literal + bare.literal, start, stop: bare.end, open: false };
    }
    const quoted = char === "'" ? readSingle(text, offset + 1) : readDouble(text, offset + 1);
    literal += quoted.literal;
    quotes++;
    if (!quoted.closed) return { literal, start, stop: text.length, open: true };
    offset = quoted.end;
  }
  const quote = quotes === 1 ? (text[start] as QuoteKind) : undefined;
  return {
    literal,
    start: start < 0 ? from : start,
    stop: offset,
    open: false,
    ...(quote ? { whole: quote } : {}),
  };
}

function readSingle(text: string, from: number) {
  const closing = text.indexOf("'", from);
  if (closing < 0) return { literal: text.slice(from), end: text.length, closed: false };
  return { literal: text.slice(from, closing), end: closing + 1, closed: true };
}

function readDouble(text: string, from: number) {
  let literal = '';
  for (let offset = from; offset < text.length; offset++) {
    const char = text[offset] ?? '';
    if (char === '"') return { literal, end: offset + 1, closed: true };
    if (char !== '\\') literal += char;
    else if (offset + 1 < text.length) literal += unescapeQuoted(text[++offset] ?? '');
  }
  return { literal, end: text.length, closed: false };
}

function unescapeQuoted(char: string): string {
  if (ESCAPABLE.includes(char)) return char;
  return char === '\n' ? '' : `\\${char}`;
}

/** Space at the end is dropped, unless a backslash or what one escaped stands behind it. */
function readBare(text: string, from: number) {
  let literal = '';
  let kept = 0;
  let offset = from;
  for (; offset < text.length && !isLineBreak(text.charCodeAt(offset)); offset++) {
    const char = text[offset] ?? '';
    if (char === '\\') {
      const escaped = text[++offset] ?? '';
      if (!isLineBreak(escaped.charCodeAt(0))) literal += escaped;
      kept = literal.length;
    } else {
      literal += char;
      if (!isSpace(char.charCodeAt(0))) kept = literal.length;
    }
  }
  return { literal: literal.slice(0, kept), end: Math.min(offset, text.length) };
}
