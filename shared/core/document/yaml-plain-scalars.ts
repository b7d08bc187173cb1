/** Keys and values on one line of plain YAML, as far as it is certain what they are. */
import { spanOf } from '../text/text.ts';
import type { ListNode, Scalar, ScalarNode } from './document.ts';
import { bracedReferences } from './yaml-scalars.ts';

const SPACE = 0x20;
const LINE_FEED = 0x0a;
const HASH = 0x23;
const COLON = 0x3a;

/** A piece of the text, without quotes, and where it ends with them. */
interface Piece {
  readonly said: string;
  readonly end: number;
}

/** Of a key on one line; the standard allows a few more. */
const LONGEST_KEY = 1000;

/** `end`: where its colon stands. A key that is a number or the like is the text that it is written as. */
export function readKey(text: string, start: number): Piece | undefined {
  const key = isQuote(text, start) ? readQuoted(text, start) : readWords(text, start);
  if (!key || key.end - start > LONGEST_KEY) return undefined;
  return text.charCodeAt(key.end) === COLON && endsWord(text, key.end + 1) ? key : undefined;
}

/** Undefined where the value does not end with its line, or more stands behind it than a comment. */
export function readPlainScalar(text: string, start: number): ScalarNode | undefined {
  if (isQuote(text, start)) {
    const quoted = readQuoted(text, start);
    return quoted && endsWord(text, quoted.end)
      ? scalarNode(text, start, quoted.end, quoted.said)
      : undefined;
  }
  const end = plainEnd(text, start);
  const value = end === undefined ? undefined : resolve(text.slice(start, end));
  return end === undefined || value === undefined ? undefined : scalarNode(text, start, end, value);
}

/** `[a, 'b']`: scalars alone, and nothing but a comment behind it. */
export function readPlainFlow(text: string, start: number): ListNode | undefined {
  const items: ScalarNode[] = [];
  let at = skipSpaces(text, start + 1);
  while (text[at] !== ']') {
    const item = readFlowItem(text, at);
    if (!item) return undefined;
    items.push(item);
    at = skipSpaces(text, item.span.end);
    if (text[at] === ',') at = skipSpaces(text, at + 1);
    else if (text[at] !== ']') return undefined;
  }
  if (!endsWord(text, at + 1)) return undefined;
  return { kind: 'list', span: spanOf(start, at + 1), items };
}

function readFlowItem(text: string, start: number): ScalarNode | undefined {
  const quoted = isQuote(text, start);
  const piece = quoted ? readQuoted(text, start) : readWords(text, start);
  const value = quoted ? piece?.said : piece && resolve(piece.said);
  return piece && value !== undefined ? scalarNode(text, start, piece.end, value) : undefined;
}

function scalarNode(text: string, start: number, end: number, value: Scalar): ScalarNode {
  const span = spanOf(start, end);
  return { kind: 'scalar', span, value, origin: 'typed', references: bracedReferences(text, span) };
}

function isQuote(text: string, at: number): boolean {
  return text[at] === '"' || text[at] === "'";
}

/** On one line, and without anything that would have to be unescaped. */
function readQuoted(text: string, start: number): Piece | undefined {
  const quote = text[start] ?? '';
  const close = text.indexOf(quote, start + 1);
  const inner = text.slice(start + 1, close);
  if (close < 0 || text[close + 1] === quote || /[\\\n]/.test(inner)) return undefined;
  return { said: inner, end: close + 1 };
}

/** Letters, digits and a few marks that mean nothing to YAML, perhaps with single spaces between them. */
function readWords(text: string, start: number): Piece | undefined {
  let end = start;
  for (let code = text.charCodeAt(end); isOfWord(code, end > start); code = text.charCodeAt(end)) {
    end++;
    if (text.charCodeAt(end) === SPACE && isOfWord(text.charCodeAt(end + 1), true)) end++;
  }
  return end > start ? { said: text.slice(start, end), end } : undefined;
}

function isOfWord(code: number, isInside: boolean): boolean {
  const isAlphanumeric =
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
  return isAlphanumeric || code === 0x5f || (isInside && code >= 0x2d && code <= 0x2f);
}

/** What may begin a plain scalar: the others are indicators, or the library may know more about them. */
const BEGINS_PLAIN = /^(?:[\w./$~(\\^+=;<]|-[\w.])/;

/** Without spaces and comment behind it. Undefined where a colon would make it a key. */
function plainEnd(text: string, start: number): number | undefined {
  if (!BEGINS_PLAIN.test(text.slice(start, start + 2))) return undefined;
  let end = start;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || (code === HASH && end < at)) break;
    if (code === COLON && endsWord(text, at + 1)) return undefined;
    if (code !== SPACE) end = at + 1;
  }
  return end;
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** Whether nothing but a space, or the line's end, comes next. */
function endsWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === LINE_FEED || at >= text.length;
}

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['true', 'True', 'TRUE'].map(word => [word, true] as const),
  ...['false', 'False', 'FALSE'].map(word => [word, false] as const),
  ...['~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
]);
const LONGEST_WORD = 5;
const LONGEST_NUMBER = 50;
const SIMPLE_NUMBER = /^[0-9]{1,15}(?:\.[0-9]{1,15})?$/;
/** The numbers of the core schema in all their notations. */
const NUMBER =
  /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** What the core schema of YAML 1.2 makes of a plain scalar. Undefined: a number in an unusual notation. */
function resolve(plain: string): Scalar | undefined {
  if (plain.length <= LONGEST_WORD) {
    const word = WORDS.get(plain);
    if (word !== undefined) return word;
  }
  if (plain.charCodeAt(0) > 0x39) return plain;
  if (SIMPLE_NUMBER.test(plain)) return Number(plain);
  return NUMBER.test(plain.slice(0, LONGEST_NUMBER)) ? undefined : plain;
}
