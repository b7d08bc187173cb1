/** Node 20's own parser: `node --env-file` and `util.parseEnv`. It looks for `=`, `#` and quotes across lines. */
import { spanOf } from '../../text/text.ts';
import type { DialectReader } from '../dialect-reader.ts';
import { type CharacterTest, isLineBreak, skip, skipBack } from '../dotenv-characters.ts';
import { splitParts } from '../dotenv-parts.ts';
import { blankLine, commentLine, garbage, issue } from '../dotenv-scan.ts';
import type { Source } from '../dotenv-source.ts';
import type { Issue, IssueCode, QuoteKind, Statement, Value } from '../dotenv-statement.ts';

/** Carriage returns are taken out before anything is read, wherever they stand. */
const isSpace: CharacterTest = code => code === 0x20 || code === 0x0d;
const isReturn: CharacterTest = code => code === 0x0d;
const isFeed: CharacterTest = code => code === 0x0a;

export const node: DialectReader = {
  name: 'node',
  title: 'Node',
  reproduces: 'Node 20.20.2, util.parseEnv()',
  scan,
  byteOrderMark: 'kept',
  losesKey: key => key === '__proto__',
};

function scan(source: Source, offset: number): Statement {
  const { text } = source;
  // Space in front of a line is skipped at the start of the text only: elsewhere it makes a comment part of a key.
  const first = skip(text, offset, offset === 0 ? isSpace : isReturn);
  const hasFeed = source.find('\n', first) >= 0;
  if (first >= limitOf(source) || text[first] === '\n') return blankLine(text, offset, isFeed);
  if (text[first] === '#' && hasFeed) return commentLine(text, offset, first, isFeed);
  const separator = source.find('=', first);
  return separator < 0
    ? scanWithoutKey(source, offset, first)
    : scanBinding(source, offset, first, separator);
}

/** Space at the end of the text is cut off before anything else. */
function limitOf({ text, once }: Source): number {
  return once('limit', () => skipBack(text, 0, text.length, isSpace));
}

function scanWithoutKey(source: Source, offset: number, first: number): Statement {
  const end = afterFeed(source, first);
  const rest = garbage(source.text, { offset, end, code: 'syntax/garbage', reach: Number.POSITIVE_INFINITY });
  const { length, reach, content } = rest;
  if (content.start === content.end) return { kind: 'blank', length, reach, issues: [] };
  if (source.text[first] !== '#') return rest;
  return { kind: 'comment', length, reach, issues: [], comment: content };
}

function scanBinding(source: Source, offset: number, first: number, separator: number): Statement {
  const { text } = source;
  const key = readKey(text, offset, first, separator);
  if (key === undefined) {
    const span = spanOf(separator, separator + 1);
    return garbage(text, { offset, end: text.length, code: 'syntax/rest-ignored', span });
  }
  const start = skip(text, separator + 1, isSpace);
  const extent = findExtent(source, Math.min(start, limitOf(source)), separator + 1);
  if (extent === undefined) {
    const span = spanOf(key.start, separator + 1);
    const reach = Number.POSITIVE_INFINITY;
    return garbage(text, { offset, end: start, code: 'syntax/lost-value', span, reach });
  }
  const value = readValue(text, offset, extent);
  const crosses = text.slice(key.start, separator).includes('\n');
  const keyIssue = issue('syntax/key-spans-lines', spanOf(key.start - offset, separator + 1 - offset));
  return {
    kind: 'assignment',
    length: extent.after - offset,
    reach: Math.max(extent.after + 1, extent.reach) - offset,
    issues: crosses ? [keyIssue, ...value.issues] : value.issues,
    ...key.spans,
    separator: spanOf(separator - offset, separator + 1 - offset),
    value: value.value,
    ...commentSpan(text, offset, extent),
  };
}

/** `undefined`: there is no key. One of spaces alone becomes, by a fault of the parser, the line feed before them. */
function readKey(text: string, offset: number, first: number, separator: number) {
  const from = skip(text, first, isSpace, separator);
  const end = skipBack(text, from, separator, isSpace);
  if (from >= end && !text.slice(first, end).includes(' ')) return undefined;
  const whole = from < end ? withoutReturns(text.slice(from, end)) : '\n';
  const exported = whole.startsWith('export ');
  const start = exported ? from + text.slice(from, end).indexOf(' ') + 1 : from;
  const span = spanOf(start - offset, end - offset);
  const spans = {
    ...(exported ? { export: spanOf(from - offset, start - 1 - offset) } : {}),
    key: { text: exported ? whole.slice(7) : whole, span },
  };
  return { start, spans };
}

interface Extent {
  readonly start: number;
  readonly end: number;
  readonly quote?: QuoteKind;
  readonly loose?: IssueCode;
  /** Where the next statement begins. */
  readonly after: number;
  readonly reach: number;
}

/** `undefined`: an opening quote in the last line, which is forgotten together with its key. */
function findExtent(source: Source, start: number, emptyPlace: number): Extent | undefined {
  const { text } = source;
  const char = text[start] ?? '';
  if (start < limitOf(source) && char !== '' && '\'"`'.includes(char)) {
    const closing = source.find(char, start + 1);
    const after = afterFeed(source, (closing < 0 ? start : closing) + 1);
    if (closing >= 0) return { start, end: closing + 1, quote: char as QuoteKind, after, reach: closing + 2 };
    const feed = source.find('\n', start);
    if (feed < 0) return undefined;
    return { start, end: feed, loose: 'syntax/unterminated-quote', after, reach: Number.POSITIVE_INFINITY };
  }
  const after = afterFeed(source, start);
  const stop = skip(text, start, code => code !== 0x23 && code !== 0x0a);
  const end = skipBack(text, start, stop, isSpace);
  return end > start
    ? { start, end, after, reach: after + 1 }
    : { start: emptyPlace, end: emptyPlace, after, reach: after + 1 };
}

function readValue(text: string, base: number, { start, end, quote, loose }: Extent) {
  const content = quote ? spanOf(start + 1, end - 1) : spanOf(start, end);
  const split = splitParts(text, content.start, content.end, base, {
    ...(quote === '"' ? { escape: /\\n/ } : {}),
    expands: false,
    commands: quote === "'" ? 'quoted' : 'literal',
    keepsReferences: quote !== "'",
  });
  const raw = withoutReturns(text.slice(content.start, content.end));
  const literal = quote === '"' ? raw.replaceAll('\\n', '\n') : raw;
  const span = spanOf(start - base, end - base);
  const value: Value = {
    span,
    content: spanOf(content.start - base, content.end - base),
    ...(quote ? { quote } : {}),
    parts: split.parts,
    references: split.references,
    template: literal,
    literal,
  };
  const issues: Issue[] = loose ? [issue(loose, spanOf(span.start, span.start + 1))] : [];
  return { value, issues: [...issues, ...split.issues] };
}

/** Whatever follows a value in its line is dropped; it counts as a comment where a `#` begins it. */
function commentSpan(text: string, offset: number, { end, after }: Extent) {
  const next = skip(text, end, isSpace, after);
  if (text[next] !== '#') return {};
  const stop = skipBack(text, next, after, code => isLineBreak(code));
  return { comment: spanOf(next - offset, stop - offset) };
}

function afterFeed(source: Source, from: number): number {
  const feed = source.find('\n', from);
  return feed < 0 ? source.text.length : feed + 1;
}

function withoutReturns(text: string): string {
  return text.replaceAll('\r', '');
}
