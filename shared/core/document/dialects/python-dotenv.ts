/** python-dotenv: `dotenv_values(path)`. It replaces `${NAME}` and `${NAME:-default}`, in single quotes as well. */
import { spanOf } from '../../text/text.ts';
import type { DialectReader } from '../dialect-reader.ts';
import {
  afterBreak,
  type CharacterTest,
  isLineBreak,
  isPythonSpace,
  lineEnd,
  normalizeBreaks,
  skip,
  skipBack,
} from '../dotenv-characters.ts';
import { blankLine, commentLine, findClosingQuote, garbage } from '../dotenv-scan.ts';
import type { Source } from '../dotenv-source.ts';
import type { IssueCode, Statement } from '../dotenv-statement.ts';
import { readValue, resolveStatement } from './python-dotenv-value.ts';

const isInlineSpace: CharacterTest = code => isPythonSpace(code) && !isLineBreak(code);
const isKey: CharacterTest = code => code !== 0x3d && code !== 0x23 && !isPythonSpace(code);

export const pythonDotenv: DialectReader = {
  name: 'python-dotenv',
  title: 'python-dotenv',
  reproduces: 'python-dotenv bca6644 and 1.2.4, dotenv_values() of a file',
  scan,
  resolve: resolveStatement,
  byteOrderMark: 'skipped',
};

function scan(source: Source, offset: number): Statement {
  const { text } = source;
  const mark = offset === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  const first = skip(text, offset + mark, isInlineSpace);
  if (first >= text.length || isLineBreak(text.charCodeAt(first))) return blankLine(text, offset);
  const keyPlace = skipExport(text, first);
  const head = { offset, first, keyPlace };
  if (text[keyPlace] === '#') {
    return keyPlace === first
      ? commentLine(text, offset, first)
      : broken(text, offset, keyPlace, 'syntax/garbage');
  }
  const key = scanKey(source, keyPlace);
  if (key === undefined) return broken(text, offset, keyPlace, 'syntax/garbage', Number.POSITIVE_INFINITY);
  const separator = skip(text, key.after, isInlineSpace);
  return text[separator] === '='
    ? scanAssignment(source, head, key, separator)
    : scanBareName(text, head, key);
}

interface Head {
  readonly offset: number;
  readonly first: number;
  readonly keyPlace: number;
}

interface KeyPlace {
  readonly start: number;
  readonly end: number;
  readonly after: number;
  readonly reach: number;
}

function skipExport(text: string, first: number): number {
  if (!text.startsWith('export', first)) return first;
  const after = skip(text, first + 6, isInlineSpace);
  return after > first + 6 ? after : first;
}

function scanKey(source: Source, start: number): KeyPlace | undefined {
  const { text } = source;
  if (text[start] === "'") {
    const closing = source.find("'", start + 1);
    if (closing <= start + 1) return undefined;
    return { start: start + 1, end: closing, after: closing + 1, reach: closing + 2 };
  }
  const end = skip(text, start, isKey);
  return end > start ? { start, end, after: end, reach: end + 1 } : undefined;
}

/** The statement was given up at `place`; what follows in that line is dropped with it. */
function broken(text: string, offset: number, place: number, code: IssueCode, reach = 0): Statement {
  return garbage(text, { offset, end: afterBreak(text, lineEnd(text, place)), code, reach });
}

function scanBareName(text: string, head: Head, key: KeyPlace): Statement {
  const tail = scanTail(text, key.after);
  if (tail === undefined) return broken(text, head.offset, key.after, 'syntax/garbage', key.reach);
  return {
    kind: 'bare-name',
    length: tail.end - head.offset,
    reach: Math.max(tail.end + 1, key.reach) - head.offset,
    issues: [],
    ...headSpans(text, head, key),
    ...tail.comment(head.offset),
  };
}

function scanAssignment(source: Source, head: Head, key: KeyPlace, separator: number): Statement {
  const { text } = source;
  const { offset } = head;
  const place = skip(text, separator + 1, isInlineSpace);
  const extent = findExtent(source, place, place > separator + 1);
  if (extent === undefined) {
    return broken(text, offset, place, 'syntax/unterminated-quote', Number.POSITIVE_INFINITY);
  }
  const tail = scanTail(text, extent.end);
  if (tail === undefined) return broken(text, offset, extent.end, 'syntax/text-after-quote', extent.reach);
  const empty = extent.end === place;
  const value = readValue(
    text,
    offset,
    empty ? separator + 1 : place,
    empty ? separator + 1 : extent.end,
    extent.quote,
  );
  return {
    kind: 'assignment',
    length: tail.end - offset,
    reach: Math.max(tail.end + 1, key.reach, extent.reach) - offset,
    issues: value.issues,
    ...headSpans(text, head, key),
    separator: spanOf(separator - offset, separator + 1 - offset),
    value: value.value,
    ...tail.comment(offset),
  };
}

interface Extent {
  readonly end: number;
  readonly quote?: "'" | '"';
  readonly reach: number;
}

/** `undefined`: the quote is never closed. */
function findExtent(source: Source, place: number, spaced: boolean): Extent | undefined {
  const { text } = source;
  const quote = text[place];
  if (quote === "'" || quote === '"') {
    const end = findClosingQuote(source, place);
    return end < 0 ? undefined : { end, quote, reach: end + 1 };
  }
  if (spaced && quote === '#') return { end: place, reach: 0 };
  const stop = lineEnd(text, place);
  const hash = findComment(text, place, stop);
  return { end: skipBack(text, place, hash, isPythonSpace), reach: stop + 1 };
}

/** A `#` behind space ends a value, and so does whatever space stands in front of it. */
function findComment(text: string, from: number, stop: number): number {
  for (let offset = from + 1; offset < stop; offset++) {
    if (text[offset] === '#' && isPythonSpace(text.charCodeAt(offset - 1))) return offset;
  }
  return stop;
}

function scanTail(text: string, from: number) {
  const next = skip(text, from, isInlineSpace);
  const stop = text[next] === '#' ? lineEnd(text, next) : next;
  if (stop < text.length && !isLineBreak(text.charCodeAt(stop))) return undefined;
  const comment = (offset: number) => (stop > next ? { comment: spanOf(next - offset, stop - offset) } : {});
  return { end: afterBreak(text, stop), comment };
}

function headSpans(text: string, { offset, first, keyPlace }: Head, key: KeyPlace) {
  return {
    ...(keyPlace > first ? { export: spanOf(first - offset, first + 6 - offset) } : {}),
    key: {
      text: normalizeBreaks(text.slice(key.start, key.end)),
      span: spanOf(key.start - offset, key.end - offset),
    },
  };
}
