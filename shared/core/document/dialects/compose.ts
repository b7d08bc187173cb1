/** Docker Compose: the dotenv package of compose-go. Refuses what it cannot read, and reads `A: b` as well. */
import { type Span, spanOf } from '../../text/text.ts';
import type { DialectReader, Resolution, Scope } from '../dialect-reader.ts';
import { afterBreak, type CharacterTest, isGoSpace, lineEnd, skip, skipBack } from '../dotenv-characters.ts';
import { splitParts } from '../dotenv-parts.ts';
import { blankLine, commentLine, findClosingQuote, garbage, issue } from '../dotenv-scan.ts';
import type { Source } from '../dotenv-source.ts';
import type { Assignment, BareName, Statement, Value } from '../dotenv-statement.ts';
import { substitute } from './compose-template.ts';

const KEY_CHARACTERS = /[\p{L}\p{N}_.\-[\]\t\v\f\r \x85\xA0]*/uy;
const ESCAPE = /\\(?:[abcfnrtv$"\\]|0[0-9]{0,3})/g;
const ESCAPED: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  $: '$$',
};

const isFeed: CharacterTest = code => code === 0x0a;
const isInlineSpace: CharacterTest = code => code !== 0x0a && isGoSpace(code);
/** What the parser trims around keys and values: no line feed, and nothing above Latin-1. */
const isTrimmed: CharacterTest = code => isInlineSpace(code) && code <= 0xa0;

export const compose: DialectReader = {
  name: 'compose',
  title: 'Compose',
  reproduces: 'compose-go e70e961, dotenv and template packages',
  scan,
  resolve: resolveStatement,
  byteOrderMark: 'skipped',
};

function scan(source: Source, offset: number): Statement {
  const { text } = source;
  const mark = offset === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  const first = skip(text, offset + mark, isInlineSpace);
  if (first >= text.length || text[first] === '\n') return blankLine(text, offset, isFeed);
  if (text[first] === '#') return commentLine(text, offset, first, isFeed);
  const keyStart = skipExport(text, first);
  KEY_CHARACTERS.lastIndex = keyStart;
  const stop = keyStart + (KEY_CHARACTERS.exec(text)?.[0].length ?? 0);
  const key = { first, keyStart, keyEnd: skipBack(text, keyStart, stop, isGoSpace) };
  if (stop >= text.length) return scanLastName(text, offset, key);
  const isTerminator = text[stop] === '=' || text[stop] === ':' || text[stop] === '\n';
  if (!isTerminator || text.slice(keyStart, key.keyEnd).includes(' ')) {
    const span = isTerminator ? spanOf(keyStart, key.keyEnd) : spanOf(stop, stop + 1);
    return refused(text, offset, stop, span, 'syntax/bad-key');
  }
  return text[stop] === '\n'
    ? scanBareName(text, offset, key, stop)
    : scanAssignment(source, offset, key, stop);
}

interface KeyPlace {
  readonly first: number;
  readonly keyStart: number;
  readonly keyEnd: number;
}

function skipExport(text: string, first: number): number {
  if (!text.startsWith('export', first) || !/[\t\n\f\r ]/.test(text[first + 6] ?? '')) return first;
  return skip(text, first + 6, isTrimmed);
}

/** The parser gives up at `place`. The rest of that line is dropped, so that the next lines can be shown. */
function refused(
  text: string,
  offset: number,
  place: number,
  span: Span,
  code: 'syntax/bad-key' | 'syntax/unterminated-quote',
) {
  const end = afterBreak(text, lineEnd(text, place, isFeed), isFeed);
  const reach = code === 'syntax/unterminated-quote' ? Number.POSITIVE_INFINITY : end + 1;
  return garbage(text, { offset, end, code, span, reach, refuses: true });
}

function headSpans(text: string, offset: number, { first, keyStart, keyEnd }: KeyPlace) {
  return {
    ...(keyStart > first ? { export: spanOf(first - offset, first + 6 - offset) } : {}),
    key: { text: text.slice(keyStart, keyEnd), span: spanOf(keyStart - offset, keyEnd - offset) },
  };
}

/** Without a line break behind it, the name becomes the value of a variable without a name. */
function scanLastName(text: string, offset: number, key: KeyPlace): Statement {
  const { first, keyStart, keyEnd } = key;
  if (keyStart === text.length)
    return refused(text, offset, first, spanOf(first, text.length), 'syntax/bad-key');
  const span = spanOf(keyStart - offset, keyEnd - offset);
  const literal = text.slice(keyStart, keyEnd);
  return {
    kind: 'assignment',
    length: text.length - offset,
    reach: text.length + 1 - offset,
    issues: [issue('syntax/last-name', span)],
    ...headSpans(text, offset, { ...key, keyEnd: keyStart }),
    separator: spanOf(span.start, span.start),
    value: {
      span,
      content: span,
      parts: [{ kind: 'text', span }],
      references: [],
      template: literal,
      literal,
    },
  };
}

function scanBareName(text: string, offset: number, key: KeyPlace, feed: number): Statement {
  if (key.keyEnd === key.keyStart) return garbage(text, { offset, end: feed + 1, code: 'syntax/garbage' });
  const length = feed + 1 - offset;
  return { kind: 'bare-name', length, reach: length + 1, issues: [], ...headSpans(text, offset, key) };
}

function scanAssignment(source: Source, offset: number, key: KeyPlace, separator: number): Statement {
  const { text } = source;
  const start = skip(text, separator + 1, isTrimmed);
  const quote = text[start];
  const isQuoted = quote === '"' || quote === "'";
  const end = isQuoted ? findClosingQuote(source, start) : findEnd(text, start);
  if (end < 0) return refused(text, offset, start, spanOf(start, start + 1), 'syntax/unterminated-quote');
  const span = end === start ? spanOf(separator + 1, separator + 1) : spanOf(start, end);
  const value = readValue(text, offset, span, isQuoted ? quote : undefined);
  const next = skip(text, end, isInlineSpace);
  const stop = text[next] === '#' || !isQuoted ? lineEnd(text, next, isFeed) : next;
  const after = afterBreak(text, stop, isFeed);
  return {
    kind: 'assignment',
    length: after - offset,
    reach: after + 1 - offset,
    issues: value.issues,
    ...headSpans(text, offset, key),
    separator: spanOf(separator - offset, separator + 1 - offset),
    value: value.value,
    ...(text[next] === '#' ? { comment: spanOf(next - offset, stop - offset) } : {}),
  };
}

/** A space and `#` begin a comment; a tab and `#`, or a `#` right behind the separator, do not. */
function findEnd(text: string, start: number): number {
  const stop = lineEnd(text, start, isFeed);
  const hash = text.slice(start, stop).indexOf(' #');
  return skipBack(text, start, hash < 0 ? stop : start + hash, isGoSpace);
}

function readValue(text: string, base: number, { start, end }: Span, quote: "'" | '"' | undefined) {
  const content = quote ? spanOf(start + 1, end - 1) : spanOf(start, end);
  const split = splitParts(text, content.start, content.end, base, {
    ...(quote === '"' ? { escape: ESCAPE } : quote ? { escape: /\\'/ } : {}),
    expands: quote !== "'",
    commands: quote === "'" ? 'quoted' : 'literal',
    keepsReferences: quote !== "'",
  });
  const raw = text.slice(content.start, content.end);
  const unquoted = quote ? raw.replace(/\\([\s\S])/g, (pair, char) => (char === quote ? char : pair)) : raw;
  const template = quote === '"' ? unquoted.replace(ESCAPE, unescapeMatch) : unquoted;
  const value: Value = {
    span: spanOf(start - base, end - base),
    content: spanOf(content.start - base, content.end - base),
    ...(quote ? { quote } : {}),
    parts: split.parts,
    references: split.references,
    template,
    ...(quote === "'" || !template.includes('$') ? { literal: template } : {}),
  };
  return { value, issues: split.issues };
}

function unescapeMatch(match: string): string {
  if (match[1] !== '0') return ESCAPED[match[1] ?? ''] ?? match;
  const octal = match.slice(2);
  const code = /^[0-7]{3}$/.test(octal) ? Number.parseInt(octal, 8) : 256;
  return code < 256 ? String.fromCharCode(code) : `\\${octal}`;
}

function resolveStatement(statement: Assignment | BareName, scope: Scope): Resolution {
  if (statement.kind === 'bare-name') return { value: scope.environment.get(statement.key.text) };
  const { template, span } = statement.value;
  const { value, fault } = substitute(
    template,
    name => scope.environment.get(name) ?? scope.values.get(name) ?? undefined,
  );
  if (fault === undefined) return { value };
  const refuses = fault === 'syntax/bad-substitution' || fault === 'syntax/missing-reference';
  return { value: template, issues: [issue(fault, span, refuses)] };
}
