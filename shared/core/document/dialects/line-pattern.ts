/**
 * Scans the language of the parsers that find their lines with one regular expression: motdotla/dotenv and the Ruby
 * library that it follows. Spelled out by hand, because the expression backtracks: over a hundred thousand opening
 * quotes without an end it takes quadratic time, and this does not.
 */
import { spanOf } from '../../text/text.ts';
import { afterBreak, type CharacterTest, lineEnd, skip, skipBack } from '../dotenv-characters.ts';
import { blankLine, commentLine, garbage, issue } from '../dotenv-scan.ts';
import type { Source } from '../dotenv-source.ts';
import type { Issue, Statement, Value } from '../dotenv-statement.ts';

export interface LineRules {
  /** `\s` of the expression. */
  readonly isSpace: CharacterTest;
  /** Where `^` and `$` match. */
  readonly isBreak: CharacterTest;
  readonly isKey: CharacterTest;
  readonly quotes: string;
  /** U+FEFF in front of the text is skipped, though it is no space. */
  readonly skipsMark: boolean;
  /** A key may stand without separator and value. */
  readonly bareNames: boolean;
  /** Makes the value of the trimmed text in `[start, end)`, its quotes included. */
  readonly readValue: (raw: RawValue) => { readonly value: Value; readonly issues: readonly Issue[] };
}

export interface RawValue {
  readonly text: string;
  /** The statement's start, from which all spans of the value are counted. */
  readonly base: number;
  readonly start: number;
  readonly end: number;
  /** The expression found the value's closing quote at `end - 1`. */
  readonly closed: boolean;
  /** The expression found no value at all, not even space. */
  readonly absent: boolean;
}

interface Head {
  readonly exportEnd?: number;
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Absent: a bare name. */
  readonly separator?: { readonly start: number; readonly end: number; readonly valueStart: number };
  /** How far was looked. */
  readonly reach: number;
}

export function scanLine(source: Source, offset: number, rules: LineRules): Statement {
  const { text } = source;
  const mark = rules.skipsMark && offset === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  const first = skip(text, offset + mark, code => rules.isSpace(code) && !rules.isBreak(code));
  if (first >= text.length || rules.isBreak(text.charCodeAt(first)))
    return blankLine(text, offset, rules.isBreak);
  if (text[first] === '#') return commentLine(text, offset, first, rules.isBreak);
  const head = scanHead(text, first, rules);
  if (head === undefined) {
    const end = afterBreak(text, lineEnd(text, first, rules.isBreak), rules.isBreak);
    return garbage(text, { offset, end, code: 'syntax/garbage', reach: lookahead(text, first, rules) });
  }
  return head.separator
    ? scanAssignment(source, offset, head, rules)
    : scanBareName(text, offset, head, rules);
}

/** With `export` in front if that succeeds, else with `export` as the key. */
function scanHead(text: string, first: number, rules: LineRules): Head | undefined {
  if (!text.startsWith('export', first)) return scanKey(text, first, rules);
  const keyStart = skip(text, first + 6, rules.isSpace);
  const exported = keyStart > first + 6 ? scanKey(text, keyStart, rules) : undefined;
  if (exported) return { ...exported, exportEnd: first + 6 };
  const head = scanKey(text, first, rules);
  return head && { ...head, reach: Math.max(head.reach, lookahead(text, first, rules)) };
}

function scanKey(text: string, keyStart: number, rules: LineRules): Head | undefined {
  const keyEnd = skip(text, keyStart, rules.isKey);
  if (keyEnd === keyStart) return undefined;
  const next = skip(text, keyEnd, rules.isSpace);
  const reach = next + 1;
  if (text[next] === '=') {
    return { keyStart, keyEnd, reach, separator: { start: next, end: next + 1, valueStart: next + 1 } };
  }
  if (text[keyEnd] === ':' && rules.isSpace(text.charCodeAt(keyEnd + 1))) {
    const isBreak = text[keyEnd + 1] === '\r' || text[keyEnd + 1] === '\n';
    const valueStart = isBreak ? afterBreak(text, keyEnd + 1) : keyEnd + 2;
    return {
      keyStart,
      keyEnd,
      reach: valueStart + 1,
      separator: { start: keyEnd, end: keyEnd + 1, valueStart },
    };
  }
  return rules.bareNames && tailEnd(text, keyEnd, rules) >= 0 ? { keyStart, keyEnd, reach } : undefined;
}

/** How far a failed head looked: over the space behind a word, and again behind what followed `export`. */
function lookahead(text: string, first: number, rules: LineRules): number {
  const next = skip(text, skip(text, first, rules.isKey), rules.isSpace);
  if (!text.startsWith('export', first)) return next + 2;
  return skip(text, skip(text, next, rules.isKey), rules.isSpace) + 2;
}

/** Where the line ends if nothing but space and a comment follows `offset` in it; -1 otherwise. */
function tailEnd(text: string, offset: number, rules: LineRules): number {
  const next = skip(text, offset, code => rules.isSpace(code) && !rules.isBreak(code));
  if (next < text.length && text[next] !== '#' && !rules.isBreak(text.charCodeAt(next))) return -1;
  return lineEnd(text, next, rules.isBreak);
}

function scanBareName(text: string, offset: number, head: Head, rules: LineRules): Statement {
  const stop = tailEnd(text, head.keyEnd, rules);
  const end = afterBreak(text, stop, rules.isBreak);
  return {
    kind: 'bare-name',
    length: end - offset,
    reach: Math.max(end + 1, head.reach) - offset,
    issues: [],
    ...headSpans(text, offset, head),
    ...commentSpan(text, offset, head.keyEnd, stop),
  };
}

function scanAssignment(source: Source, offset: number, head: Head, rules: LineRules): Statement {
  const { text } = source;
  const separator = head.separator ?? { start: head.keyEnd, end: head.keyEnd, valueStart: head.keyEnd };
  const extent = findExtent(source, separator.valueStart, rules);
  const start = skip(text, separator.valueStart, rules.isSpace, extent.end);
  const trimmed = skipBack(text, start, extent.end, rules.isSpace);
  // An empty value stands right behind the separator, not behind the space or line break that follows.
  const place = start === extent.end ? separator.end : start;
  const { value, issues } = rules.readValue({
    text,
    base: offset,
    start: place,
    end: Math.max(place, start === extent.end ? place : trimmed),
    closed: extent.closed,
    absent: extent.end === separator.valueStart,
  });
  const stop = tailEnd(text, extent.end, rules);
  const end = afterBreak(text, stop, rules.isBreak);
  const crosses =
    head.keyEnd < separator.start && lineEnd(text, head.keyEnd, rules.isBreak) < separator.start;
  return {
    kind: 'assignment',
    length: end - offset,
    reach: Math.max(end + 1, head.reach, extent.reach) - offset,
    issues: [
      ...(crosses
        ? [issue('syntax/key-spans-lines', spanOf(head.keyStart - offset, separator.end - offset))]
        : []),
      ...issues,
    ],
    ...headSpans(text, offset, head),
    separator: spanOf(separator.start - offset, separator.end - offset),
    value,
    ...commentSpan(text, offset, extent.end, stop),
  };
}

interface Extent {
  /** Where the value ends, space around it included. */
  readonly end: number;
  readonly closed: boolean;
  readonly reach: number;
}

function findExtent(source: Source, valueStart: number, rules: LineRules): Extent {
  const { text } = source;
  const opening = skip(text, valueStart, rules.isSpace);
  let reach = opening + 1;
  const quote = text[opening];
  if (quote !== undefined && rules.quotes.includes(quote)) {
    const closing = source.findUnescaped(quote, opening + 1);
    const limit = closing < 0 ? text.length : closing;
    const isEnd = (offset: number): boolean => tailEnd(text, offset + 1, rules) >= 0;
    if (closing >= 0 && isEnd(closing)) return { end: closing + 1, closed: true, reach: closing + 2 };
    // The expression backtracks to a quote that was taken for escaped.
    const fallback = source.findLastEscaped('line', quote, opening + 1, limit, isEnd);
    if (fallback >= 0) return { end: fallback + 1, closed: true, reach: Number.POSITIVE_INFINITY };
    reach = closing < 0 ? Number.POSITIVE_INFINITY : lineEnd(text, closing) + 1;
  }
  const end = skip(text, valueStart, code => code !== 0x23 && code !== 0x0a && code !== 0x0d);
  return { end, closed: false, reach };
}

function headSpans(text: string, offset: number, head: Head) {
  return {
    ...(head.exportEnd === undefined
      ? {}
      : { export: spanOf(head.exportEnd - 6 - offset, head.exportEnd - offset) }),
    key: {
      text: text.slice(head.keyStart, head.keyEnd),
      span: spanOf(head.keyStart - offset, head.keyEnd - offset),
    },
  };
}

function commentSpan(text: string, offset: number, from: number, stop: number) {
  const hash = skip(text, from, code => code !== 0x23, stop);
  return hash < stop ? { comment: spanOf(hash - offset, stop - offset) } : {};
}
