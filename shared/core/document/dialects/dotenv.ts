/** motdotla/dotenv 17: what `require('dotenv').parse` reads. It replaces no references. */
import { type Span, spanOf } from '../../text/text.ts';
import type { DialectReader } from '../dialect-reader.ts';
import {
  type CharacterTest,
  isJsLineBreak,
  isJsSpace,
  isWord,
  normalizeBreaks,
} from '../dotenv-characters.ts';
import { splitParts } from '../dotenv-parts.ts';
import { issue } from '../dotenv-scan.ts';
import type { Issue, QuoteKind, Value } from '../dotenv-statement.ts';
import { type LineRules, type RawValue, scanLine } from './line-pattern.ts';

const QUOTES = '\'"`';

const isKey: CharacterTest = code => isWord(code) || code === 0x2e || code === 0x2d;

const RULES: LineRules = {
  isSpace: isJsSpace,
  isBreak: isJsLineBreak,
  isKey,
  quotes: QUOTES,
  skipsMark: false,
  bareNames: false,
  readValue: raw => readDotenvValue(raw, false),
};

export const dotenv: DialectReader = {
  name: 'dotenv',
  title: 'dotenv',
  reproduces: 'motdotla/dotenv 17.4.2, parse()',
  scan: (source, offset) => scanLine(source, offset, RULES),
  byteOrderMark: 'skipped',
  losesKey: key => key === '__proto__',
};

/** The rules of dotenv with a second pass over each value that has a dollar sign. */
export const EXPANDED_RULES: LineRules = { ...RULES, readValue: raw => readDotenvValue(raw, true) };

function readDotenvValue(raw: RawValue, expands: boolean): { value: Value; issues: readonly Issue[] } {
  const { text, base, start, end } = raw;
  const whole = text.slice(start, end);
  const first = whole[0] ?? '';
  const isQuote = first !== '' && QUOTES.includes(first);
  const enclosed = isQuote && whole.length > 1 && whole.endsWith(first);
  const content = enclosed ? spanOf(start + 1, end - 1) : spanOf(start, end);
  const single = first === "'" && enclosed;
  const split = splitParts(text, content.start, content.end, base, {
    ...(first === '"' ? { escape: expands ? /\\[nr$]/ : /\\[nr]/ } : expands ? { escape: /\\\$/ } : {}),
    expands,
    commands: single ? 'quoted' : 'literal',
    keepsReferences: !single,
  });
  const template = readText(normalizeBreaks(whole), enclosed, first);
  const value: Value = {
    span: spanOf(start - base, end - base),
    content: spanOf(content.start - base, content.end - base),
    ...(enclosed ? { quote: first as QuoteKind } : {}),
    parts: split.parts,
    references: split.references,
    template,
    ...(expands && template.includes('$') ? {} : { literal: template }),
  };
  const loose = isQuote && !enclosed ? [looseQuote(whole, first, value.span)] : [];
  return { value, issues: [...loose, ...split.issues] };
}

/** A value that begins with a quote and is read with it. */
export function looseQuote(whole: string, quote: string, span: Span): Issue {
  return issue(whole.includes(quote, 1) ? 'syntax/text-after-quote' : 'syntax/unterminated-quote', span);
}

function readText(whole: string, enclosed: boolean, first: string): string {
  const inner = enclosed ? whole.slice(1, -1) : /[\u2028\u2029]/.test(whole) ? stripLineQuotes(whole) : whole;
  if (first !== '"' || !inner.includes('\\')) return inner;
  return inner.replace(/\\[nr]/g, pair => (pair === '\\n' ? '\n' : '\r'));
}

/** Quotes are taken off by a multi-line expression, and U+2028 begins a line: `a␨"b"` loses its quotes. */
function stripLineQuotes(whole: string): string {
  let result = '';
  let taken = 0;
  for (let offset = 0; offset < whole.length; offset++) {
    const quote = whole[offset] ?? '';
    const begins = offset === 0 || isJsLineBreak(whole.charCodeAt(offset - 1));
    if (offset < taken || !begins || !QUOTES.includes(quote)) continue;
    const closing = lastClosing(whole, quote);
    if (closing <= offset) continue;
    result += whole.slice(taken, offset) + whole.slice(offset + 1, closing);
    taken = closing + 1;
  }
  return result + whole.slice(taken);
}

function lastClosing(whole: string, quote: string): number {
  let closing = whole.lastIndexOf(quote);
  while (closing > 0 && closing + 1 < whole.length && !isJsLineBreak(whole.charCodeAt(closing + 1))) {
    closing = whole.lastIndexOf(quote, closing - 1);
  }
  return closing;
}
