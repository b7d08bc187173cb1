/** `docker run --env-file`: a line is a name, `=` and the rest as it stands. No quotes, no comments behind values. */
import { spanOf } from '../../text/text.ts';
import type { DialectReader, Resolution, Scope } from '../dialect-reader.ts';
import { type CharacterTest, isBlank, isGoSpace, skip, skipBack } from '../dotenv-characters.ts';
import { splitParts } from '../dotenv-parts.ts';
import { blankLine, commentLine, garbage } from '../dotenv-scan.ts';
import type { Source } from '../dotenv-source.ts';
import type { Assignment, BareName, Statement } from '../dotenv-statement.ts';

/** UTF-8 bytes, line feed included, that the scanner of Go's standard library holds. */
const LONGEST_LINE = 65_536;

const isBreak: CharacterTest = code => code === 0x0a;

export const dockerRun: DialectReader = {
  name: 'docker-run',
  title: 'docker run --env-file',
  reproduces: 'Docker CLI 28.2.2, --env-file',
  scan,
  resolve: resolveBareName,
  byteOrderMark: 'skipped',
};

function scan({ text }: Source, offset: number): Statement {
  const feed = text.indexOf('\n', offset);
  const lineFeed = feed < 0 ? text.length : feed;
  const end = Math.min(lineFeed + 1, text.length);
  const stop = text[lineFeed - 1] === '\r' && lineFeed > offset ? lineFeed - 1 : lineFeed;
  const mark = offset === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  const first = skip(text, offset + mark, isGoSpace, stop);
  if (isTooLong(text, offset, lineFeed)) {
    return garbage(text, { offset, end, code: 'syntax/line-too-long', refuses: true });
  }
  if (first === stop) return blankLine(text, offset, isBreak);
  if (text[first] === '#') return commentLine(text, offset, first, isBreak);
  return scanBinding(text, offset, first, stop, end);
}

function isTooLong(text: string, start: number, end: number): boolean {
  if ((end - start) * 3 < LONGEST_LINE) return false;
  return new TextEncoder().encode(text.slice(start, end)).length >= LONGEST_LINE;
}

function scanBinding(text: string, offset: number, first: number, stop: number, end: number): Statement {
  const separator = skip(text, first, code => code !== 0x3d, stop);
  const space = skip(text, first, code => !isBlank(code), separator);
  if (separator === first || space < separator) {
    const span = separator === first ? spanOf(first, first + 1) : spanOf(first, separator);
    return garbage(text, { offset, end, code: 'syntax/bad-key', refuses: true, span });
  }
  const base = { length: end - offset, reach: end - offset + 1, issues: [] };
  const keyEnd = separator === stop ? skipBack(text, first, stop, isGoSpace) : separator;
  const key = { text: text.slice(first, keyEnd), span: spanOf(first - offset, keyEnd - offset) };
  if (separator === stop) return { kind: 'bare-name', ...base, key };
  const split = splitParts(text, separator + 1, stop, offset, {
    expands: false,
    commands: text[separator + 1] === "'" ? 'quoted' : 'literal',
    keepsReferences: text[separator + 1] !== "'",
  });
  const span = spanOf(separator + 1 - offset, stop - offset);
  const literal = text.slice(separator + 1, stop);
  return {
    kind: 'assignment',
    ...base,
    issues: split.issues,
    key,
    separator: spanOf(separator - offset, separator + 1 - offset),
    value: {
      span,
      content: span,
      parts: split.parts,
      references: split.references,
      template: literal,
      literal,
    },
  };
}

/** A name alone is taken over from the environment. */
function resolveBareName(statement: Assignment | BareName, { environment }: Scope): Resolution {
  return { value: environment.get(statement.key.text) };
}
