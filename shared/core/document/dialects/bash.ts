/**
 * `set -a; source FILE` in bash. A file of assignments is read; whatever would run, redirect or fail makes bash refuse
 * the file, as far as configuration goes. Nothing is ever run.
 */
import { type Span, spanOf } from '../../text/text.ts';
import type { DialectReader } from '../dialect-reader.ts';
import { afterBreak, type CharacterTest, isBlank, lineEnd, skip } from '../dotenv-characters.ts';
import { blankLine, commentLine, garbage, issue } from '../dotenv-scan.ts';
import type { Source } from '../dotenv-source.ts';
import type { IssueCode, Statement } from '../dotenv-statement.ts';
import { resolveBash } from './bash-resolve.ts';
import { bashValue } from './bash-value.ts';
import { readWord } from './bash-word.ts';

const ASSIGNMENT = /([A-Za-z_][A-Za-z0-9_]*)(\+?=)/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*(?![^ \t\n;|&()<>])/y;
const EXPORT = /export(?=[ \t])/y;
const READ_ONLY = new Set(['UID', 'EUID', 'PPID', 'BASHOPTS', 'SHELLOPTS', 'BASH_VERSINFO']);

const isFeed: CharacterTest = code => code === 0x0a;

export const bash: DialectReader = {
  name: 'bash',
  title: 'bash',
  reproduces: 'bash 5, set -a; source',
  scan,
  resolve: resolveBash,
  byteOrderMark: 'refused',
  keepsReturns: true,
};

function scan(source: Source, offset: number): Statement {
  const { text } = source;
  const first = skipSpace(text, offset);
  if (first >= text.length || text[first] === '\n') {
    return first === skip(text, offset, isBlank)
      ? blankLine(text, offset, isFeed)
      : continuedBlank(text, offset, first);
  }
  if (text[first] === '#') return commentLine(text, offset, first, isFeed);
  const command = examineOnce(source, first);
  if (command.fault) return refused(text, offset, command.fault);
  const exported = matchAt(EXPORT, text, first);
  const start = exported ? skipSpace(text, first + 6) : first;
  const exportSpan = exported ? { export: spanOf(first - offset, first + 6 - offset) } : {};
  const assignment = matchAt(ASSIGNMENT, text, start);
  const statement = assignment
    ? scanAssignment(text, offset, start, assignment, exportSpan)
    : scanBareNames(text, offset, start, exportSpan);
  return { ...statement, reach: Math.max(statement.reach, command.end + 2 - offset) };
}

function continuedBlank(text: string, offset: number, first: number): Statement {
  const length = afterBreak(text, first, isFeed) - offset;
  return { kind: 'blank', length, reach: length + 1, issues: [] };
}

function scanAssignment(
  text: string,
  offset: number,
  start: number,
  [, name = '', operator = '=']: RegExpExecArray,
  exportSpan: { readonly export?: Span },
): Statement {
  const separator = start + name.length;
  const word = readWord(text, separator + operator.length);
  const tail = readTail(text, word.end);
  const { value, issues } = bashValue(text, offset, separator + operator.length, word, operator === '+=');
  const readOnly = READ_ONLY.has(name)
    ? [issue('syntax/bad-key', spanOf(start - offset, separator - offset), true)]
    : [];
  return {
    kind: 'assignment',
    length: tail.end - offset,
    reach: Math.max(tail.end, word.end) + 2 - offset,
    issues: [...readOnly, ...issues],
    ...exportSpan,
    key: { text: name, span: spanOf(start - offset, separator - offset) },
    separator: spanOf(separator - offset, separator + operator.length - offset),
    value,
    ...tail.comment(offset),
  };
}

/** `export A B`: nothing is set, so only the first name is kept. */
function scanBareNames(
  text: string,
  offset: number,
  start: number,
  exportSpan: { readonly export?: Span },
): Statement {
  const name = matchAt(NAME, text, start)?.[0] ?? '';
  let end = start + name.length;
  for (let next = skipSpace(text, end); matchAt(NAME, text, next); next = skipSpace(text, end)) {
    end = next + (matchAt(NAME, text, next)?.[0].length ?? 0);
  }
  const tail = readTail(text, end);
  return {
    kind: 'bare-name',
    length: tail.end - offset,
    reach: tail.end + 2 - offset,
    issues: [],
    ...exportSpan,
    key: { text: name, span: spanOf(start - offset, start + name.length - offset) },
    ...tail.comment(offset),
  };
}

/** What separates a statement from the next one belongs to it. */
function readTail(text: string, from: number) {
  let stop = skipSpace(text, from);
  if (text.startsWith('&&', stop)) stop += 2;
  else if (text[stop] === ';') stop++;
  const hash = skipSpace(text, stop);
  if (text[hash] === '#' && hash > from) {
    const end = lineEnd(text, hash, isFeed);
    const comment = (offset: number) => ({ comment: spanOf(hash - offset, end - offset) });
    return { end: afterBreak(text, end, isFeed), comment };
  }
  return { end: afterBreak(text, hash, isFeed), comment: () => ({}) };
}

interface Fault {
  readonly code: IssueCode;
  readonly span: Span;
}

/** Everything up to the end of the line in which bash gives up is dropped, so that the next ones can be shown. */
function refused(text: string, offset: number, { code, span, word }: Fault): Statement {
  const end = afterBreak(text, lineEnd(text, word, isFeed), isFeed);
  const isLocal = code === 'syntax/shell-command' || code === 'syntax/carriage-return';
  const reach = isLocal ? span.end + 2 : Number.POSITIVE_INFINITY;
  return garbage(text, { offset, end, code, span, refuses: true, reach });
}

interface Fault {
  readonly code: IssueCode;
  readonly span: Span;
  /** Where the word begins that bash stumbles over. */
  readonly word: number;
}

interface Examined {
  /** How far bash has to look to tell. */
  readonly end: number;
  /** What is no assignment. */
  readonly fault?: Fault;
}

/** The simple command that begins or goes on at `first`. Asked once for all of its words. */
function examineOnce({ text, approve, approvedEnd }: Source, first: number): Examined {
  const known = approvedEnd('command', first);
  if (known !== undefined) return { end: known };
  const examined = examine(text, first);
  if (!examined.fault) approve('command', first, examined.end);
  return examined;
}

function examine(text: string, first: number): Examined {
  const exported = matchAt(EXPORT, text, first) !== undefined;
  let offset = exported ? skipSpace(text, first + 6) : first;
  let bare = false;
  for (let words = 0; ; words++) {
    const assignment = matchAt(ASSIGNMENT, text, offset);
    const name = exported && !assignment ? matchAt(NAME, text, offset) : undefined;
    if (!assignment && !name && words > 0 && isEnd(text, offset)) return { end: offset };
    if ((!assignment && !name) || (name && words > 0 && !bare)) return faultAt(text, offset);
    bare = name !== undefined;
    const word = assignment ? readWord(text, offset + assignment[0].length) : undefined;
    if (word?.fault) return { end: offset, fault: { ...word.fault, word: offset } };
    const end = word ? word.end : offset + (name?.[0].length ?? 0);
    const next = skipSpace(text, end);
    if (next === end && !isEnd(text, next)) return faultAt(text, next);
    offset = next;
  }
}

function isEnd(text: string, offset: number): boolean {
  const char = text[offset];
  if (char === undefined || char === '\n' || char === '#') return true;
  return (char === ';' && text[offset + 1] !== ';') || text.startsWith('&&', offset);
}

function faultAt(text: string, offset: number): Examined {
  const stop = skip(text, offset, code => !isBlank(code) && code !== 0x0a);
  const code = text.slice(offset, stop) === '\r' ? 'syntax/carriage-return' : 'syntax/shell-command';
  const span = spanOf(offset, Math.max(stop, Math.min(offset + 1, text.length)));
  return { end: offset, fault: { code, span, word: offset } };
}

/** Blanks, and line breaks behind a backslash. */
function skipSpace(text: string, from: number): number {
  let offset = skip(text, from, isBlank);
  while (text.startsWith('\\\n', offset)) offset = skip(text, offset + 2, isBlank);
  return offset;
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text) ?? undefined;
}
