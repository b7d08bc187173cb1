/** Reads one shell word the way bash does, into pieces that can be put together without running anything. */
import { type Span, spanOf } from '../../text/text.ts';
import { DEEPEST_NESTING } from '../dialect-reader.ts';
import type { IssueCode } from '../dotenv-statement.ts';
import { readAnsi } from './bash-ansi.ts';

export type Piece =
  | { readonly kind: 'text' | 'escape'; readonly span: Span; readonly text: string }
  | { readonly kind: 'command' | 'unsupported' | 'home'; readonly span: Span }
  | ParameterPiece;

export interface ParameterPiece {
  readonly kind: 'parameter';
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  /** `${#NAME}` */
  readonly length?: true;
  readonly operator?: string;
  readonly argument?: readonly Piece[];
  readonly argumentSpan?: Span;
}

export interface Word {
  readonly pieces: readonly Piece[];
  readonly end: number;
  readonly fault?: { readonly code: IssueCode; readonly span: Span };
  /** A backtick stands in it: a quote to some parsers, a command to bash. */
  readonly backtick: boolean;
}

const NAME = /[A-Za-z_][A-Za-z0-9_]*|[0-9]|[@*#?$!-]/y;
const BRACED_NAME = /[A-Za-z_][A-Za-z0-9_]*|[0-9]+|[@*#?$!-]/y;
const OPERATOR = /:?[-+?=]/y;
const SPACE_AND_OPERATORS = ' \t\n|&;()<>';

interface Reader {
  readonly text: string;
  readonly pieces: Piece[];
  offset: number;
  fault?: { code: IssueCode; span: Span };
  backtick: boolean;
}

type Context = 'bare' | 'double' | 'argument' | 'double-argument';

/** Reads from `start` to the first character that cannot belong to the word. */
export function readWord(text: string, start: number): Word {
  const reader: Reader = { text, pieces: [], offset: start, backtick: false };
  readTilde(reader, reader.pieces);
  readPieces(reader, reader.pieces, 'bare', 0);
  const { pieces, offset, fault, backtick } = reader;
  return { pieces, end: offset, backtick, ...(fault ? { fault } : {}) };
}

/** Stops before what ends the context; at the end of the text in any case. */
function readPieces(reader: Reader, into: Piece[], context: Context, depth: number): void {
  if (depth > DEEPEST_NESTING) fail(reader, 'syntax/too-deep', reader.offset);
  const { text } = reader;
  let start = reader.offset;
  const flush = (): void => {
    if (reader.offset > start) {
      const span = spanOf(start, reader.offset);
      into.push({ kind: 'text', span, text: text.slice(start, reader.offset) });
    }
  };
  while (!reader.fault && reader.offset < text.length && !ends(text[reader.offset] ?? '', context)) {
    const char = text[reader.offset] ?? '';
    const isTilde = context === 'bare' && char === ':' && text[reader.offset + 1] === '~';
    if (!isTilde && !isSpecial(char, context)) {
      reader.offset++;
      continue;
    }
    if (isTilde) reader.offset++;
    flush();
    if (isTilde) readTilde(reader, into);
    else readSpecial(reader, into, char, context, depth);
    start = reader.offset;
  }
  flush();
}

function ends(char: string, context: Context): boolean {
  if (context === 'bare') return SPACE_AND_OPERATORS.includes(char);
  return char === (context === 'double' ? '"' : '}');
}

function isSpecial(char: string, context: Context): boolean {
  if (char === '\\' || char === '$' || char === '`' || char === '"') return true;
  return char === "'" && (context === 'bare' || context === 'argument');
}

function readSpecial(reader: Reader, into: Piece[], char: string, context: Context, depth: number): void {
  if (char === '\\') readEscape(reader, into, context);
  else if (char === "'") readSingle(reader, into, reader.offset);
  else if (char === '"') readDouble(reader, into, reader.offset, depth);
  else if (char === '`') readBacktick(reader, into);
  else readDollar(reader, into, context, depth);
}

function fail(reader: Reader, code: IssueCode, start: number, end: number = start + 1): void {
  reader.fault ??= { code, span: spanOf(start, Math.min(end, reader.text.length)) };
}

/** What is left open inside is a consequence: the outermost opening is the place to look at. */
function failOpen(reader: Reader, start: number, length: number): void {
  if (reader.fault?.code === 'syntax/unterminated-quote') delete reader.fault;
  fail(reader, 'syntax/unterminated-quote', start, start + length);
}

function push(reader: Reader, into: Piece[], start: number, end: number, text: string): void {
  into.push({ kind: 'escape', span: spanOf(start, end), text });
  reader.offset = end;
}

function readEscape(reader: Reader, into: Piece[], context: Context): void {
  const { text, offset } = reader;
  const next = text[offset + 1];
  const isKept = context.startsWith('double') && next !== undefined && !'$`"\\\n'.includes(next);
  if (next === undefined || (isKept && !(context === 'double-argument' && next === '}'))) {
    into.push({ kind: 'text', span: spanOf(offset, offset + 1), text: '\\' });
    reader.offset++;
  } else push(reader, into, offset, offset + 2, next === '\n' ? '' : next);
}

function readSingle(reader: Reader, into: Piece[], start: number): void {
  const closing = reader.text.indexOf("'", start + 1);
  if (closing < 0) fail(reader, 'syntax/unterminated-quote', start);
  else push(reader, into, start, closing + 1, reader.text.slice(start + 1, closing));
}

function readDouble(reader: Reader, into: Piece[], start: number, depth: number): void {
  reader.offset = start + 1;
  const inner: Piece[] = [];
  readPieces(reader, inner, 'double', depth + 1);
  if (reader.text[reader.offset] !== '"') failOpen(reader, start, 1);
  into.push({ kind: 'escape', span: spanOf(start, start + 1), text: '' }, ...inner);
  into.push({ kind: 'escape', span: spanOf(reader.offset, reader.offset + 1), text: '' });
  reader.offset++;
}

function readBacktick(reader: Reader, into: Piece[]): void {
  const { text, offset } = reader;
  let closing = offset + 1;
  while (closing < text.length && text[closing] !== '`') closing += text[closing] === '\\' ? 2 : 1;
  if (closing >= text.length) fail(reader, 'syntax/unterminated-quote', offset);
  into.push({ kind: 'command', span: spanOf(offset, Math.min(closing + 1, text.length)) });
  reader.backtick = true;
  reader.offset = Math.min(closing + 1, text.length);
}

function readDollar(reader: Reader, into: Piece[], context: Context, depth: number): void {
  const { text, offset } = reader;
  const next = text[offset + 1] ?? '';
  const quotes = context === 'bare' || context === 'argument';
  if (next === '{') readBraced(reader, into, context, depth);
  else if (next === '(' || next === '[') readBracketed(reader, into, next);
  else if (next === "'" && quotes) readAnsiQuoted(reader, into, offset);
  else if (next === '"' && quotes) readDouble(reader, into, offset + 1, depth);
  else readName(reader, into, offset);
}

function readAnsiQuoted(reader: Reader, into: Piece[], start: number): void {
  const ansi = readAnsi(reader.text, start + 2);
  if (ansi === undefined) fail(reader, 'syntax/unterminated-quote', start, start + 2);
  else push(reader, into, start, ansi.end, ansi.text);
}

function readName(reader: Reader, into: Piece[], start: number): void {
  const name = matchAt(NAME, reader.text, start + 1);
  const end = start + 1 + name.length;
  const span = spanOf(start, end);
  if (name === '') into.push({ kind: 'text', span, text: '$' });
  else into.push({ kind: 'parameter', span, name, nameSpan: spanOf(start + 1, end) });
  reader.offset = end;
}

/** `$(command)`, `$((arithmetic))`, `$[arithmetic]`: found, and left alone. */
function readBracketed(reader: Reader, into: Piece[], open: '(' | '['): void {
  const { text, offset } = reader;
  const close = open === '(' ? ')' : ']';
  let depth = 0;
  let end = offset + 1;
  for (; end < text.length && depth <= DEEPEST_NESTING; end++) {
    const char = text[end];
    if (char === '\\') end++;
    else if (char === "'") end = endOf(text, "'", end);
    else if (char === open) depth++;
    else if (char === close && --depth === 0) break;
  }
  if (end >= text.length || depth !== 0) fail(reader, 'syntax/unterminated-quote', offset, offset + 2);
  const arithmetic = open === '[' || text.startsWith('((', offset + 1);
  into.push({
    kind: arithmetic ? 'unsupported' : 'command',
    span: spanOf(offset, Math.min(end + 1, text.length)),
  });
  reader.offset = Math.min(end + 1, text.length);
}

function endOf(text: string, needle: string, from: number): number {
  const found = text.indexOf(needle, from + 1);
  return found < 0 ? text.length : found;
}

function readBraced(reader: Reader, into: Piece[], context: Context, depth: number): void {
  const { text, offset } = reader;
  const length = text[offset + 2] === '#' && text[offset + 3] !== '}';
  const nameStart = offset + (length ? 3 : 2);
  const name = matchAt(BRACED_NAME, text, nameStart);
  const nameEnd = nameStart + name.length;
  const operator = length || name === '' ? '' : matchAt(OPERATOR, text, nameEnd);
  const argument: Piece[] = [];
  reader.offset = nameEnd + operator.length;
  const inner = context === 'bare' || context === 'argument' ? 'argument' : 'double-argument';
  readPieces(reader, argument, inner, depth + 1);
  if (text[reader.offset] !== '}') failOpen(reader, offset, 2);
  if (reader.fault) return;
  const argumentSpan = spanOf(nameEnd + operator.length, reader.offset);
  const span = spanOf(offset, ++reader.offset);
  const nameSpan = spanOf(nameStart, nameEnd);
  const rest = operator === '' && argumentSpan.end > argumentSpan.start;
  if (text[nameStart] === '!' || (name !== '' && rest && '#%/,^@:['.includes(text[nameEnd] ?? ''))) {
    into.push({ kind: 'unsupported', span });
  } else if (name === '' || rest) fail(reader, 'syntax/bad-substitution', offset, span.end);
  else if (operator !== '')
    into.push({ kind: 'parameter', span, name, nameSpan, operator, argument, argumentSpan });
  else into.push({ kind: 'parameter', span, name, nameSpan, ...(length ? { length: true } : {}) });
}

/** `~` alone or in front of a slash is the home directory, at the start and behind each colon. */
function readTilde(reader: Reader, into: Piece[]): void {
  const { text, offset } = reader;
  if (text[offset] !== '~') return;
  const next = text[offset + 1];
  reader.offset++;
  const isHome = next === undefined || next === '/' || next === ':' || SPACE_AND_OPERATORS.includes(next);
  const span = spanOf(offset, offset + 1);
  into.push(isHome ? { kind: 'home', span } : { kind: 'text', span, text: '~' });
}

function matchAt(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
}
