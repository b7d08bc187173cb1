/** Collects everything that is wrong in a dotenv file, at its place. */
import type { LinedText } from '../text/lined-text.ts';
import { type Span, spanOf } from '../text/text.ts';
import { type PlacedBlock, shift } from './block.ts';
import type { DialectReader } from './dialect-reader.ts';
import type { Problem } from './document.ts';
import type { Chunk, Chunks } from './dotenv-chunks.ts';
import { describeIssue } from './dotenv-messages.ts';
import { toProblem } from './dotenv-nodes.ts';
import type { Issue } from './dotenv-statement.ts';

/** More problems than this in one file are counted, not listed. */
export const MOST_PROBLEMS = 1000;

/** A key that stands again: where, and where it stood before; statements by chunk and index in it. */
export interface Repeat {
  readonly key: string;
  readonly earlier: StatementPlace;
  readonly later: StatementPlace;
}

interface StatementPlace {
  readonly chunk: number;
  readonly index: number;
}

export interface ProblemSources {
  readonly source: LinedText;
  readonly chunks: Chunks;
  readonly blocks: readonly PlacedBlock[];
  readonly repeats: readonly Repeat[];
  readonly refused: boolean;
}

/** In the order of the text; never more than `MOST_PROBLEMS` and one note. */
export function collectProblems(sources: ProblemSources, reader: DialectReader): Problem[] {
  const { source, chunks, blocks, repeats, refused } = sources;
  const found: Problem[] = wholeFileProblems(source, chunks, reader);
  for (const repeat of repeats) found.push(duplicate(repeat, chunks, source));
  for (const { block, start } of blocks) {
    for (const problem of block.problems) found.push({ ...problem, span: shift(problem.span, start) });
  }
  found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return refused ? cap(errorsFirst(found)) : cap(found);
}

/** So that the reason for a refusal is listed, however many warnings there are. */
function errorsFirst(found: readonly Problem[]): readonly Problem[] {
  if (found.length <= MOST_PROBLEMS) return found;
  const isError = (problem: Problem): boolean => problem.severity === 'error';
  return [...found.filter(isError), ...found.filter(problem => !isError(problem))];
}

function cap(found: readonly Problem[]): Problem[] {
  if (found.length <= MOST_PROBLEMS) return [...found];
  const kept = found.slice(0, MOST_PROBLEMS);
  const more = found.length - MOST_PROBLEMS;
  const message = `There are ${more} more problems in this file. Mend these first, or look whether it is a dotenv file.`;
  return [...kept, { code: 'syntax/too-many', severity: 'info', message, span: spanOf(0, 0) }];
}

/** Every key that stands again, in source order. */
export function findRepeats(chunks: readonly Chunk[]): Repeat[] {
  const repeats: Repeat[] = [];
  const places = new Map<string, StatementPlace>();
  for (const [chunk, { statements }] of chunks.entries()) {
    for (const [index, statement] of statements.entries()) {
      if (statement.kind !== 'assignment') continue;
      const key = statement.key.text;
      const earlier = places.get(key);
      const later = { chunk, index };
      places.set(key, later);
      if (earlier) repeats.push({ key, earlier, later });
    }
  }
  return repeats;
}

function duplicate({ key, earlier, later }: Repeat, chunks: Chunks, { lines }: LinedText): Problem {
  const line = lines.positionAt(keySpanAt(earlier, chunks).start).line + 1;
  const message = `${key} is set in line ${line} already. This line counts, and that one is ignored. Take one of them out.`;
  return { code: 'syntax/duplicate-key', severity: 'warning', message, span: keySpanAt(later, chunks) };
}

function keySpanAt({ chunk, index }: StatementPlace, { chunks, starts }: Chunks): Span {
  const found = chunks[chunk];
  const statement = found?.statements[index];
  const span = statement?.kind === 'assignment' ? statement.key.span : spanOf(0, 0);
  return shift(span, (starts[chunk] ?? 0) + (found?.starts[index] ?? 0));
}

function wholeFileProblems(source: LinedText, chunks: Chunks, reader: DialectReader): Problem[] {
  const found = [
    byteOrderMark(source.slice(0, 1), reader),
    chunks.hasNul ? nul(source.toString(), reader) : undefined,
    ...(chunks.hasReturn ? lineBreaks(source.toString(), reader) : []),
  ];
  return found.filter(problem => problem !== undefined);
}

function byteOrderMark(first: string, { title, byteOrderMark }: DialectReader): Problem | undefined {
  if (first !== '\uFEFF') return undefined;
  const effects = {
    skipped: `${title} skips it, but other parsers make it part of the first name`,
    kept: `${title} makes it part of the first name, so that nobody finds that variable`,
    refused: `${title} takes it and the first name for a command`,
  };
  const message = `The file begins with an invisible byte order mark: ${effects[byteOrderMark]}. Save the file as UTF-8 without BOM.`;
  const severity = byteOrderMark === 'skipped' ? 'info' : 'warning';
  return { code: 'syntax/byte-order-mark', severity, message, span: spanOf(0, 1) };
}

function nul(text: string, reader: DialectReader): Problem | undefined {
  const offset = text.indexOf('\0');
  if (offset < 0) return undefined;
  const refuses = reader.refusesNul ?? false;
  const base = {
    code: 'syntax/nul',
    severity: refuses ? 'error' : 'warning',
    span: spanOf(offset, offset + 1),
  } as const;
  return { ...base, message: describeIssue(refuses ? { ...base, refuses } : base, reader) };
}

function lineBreaks(text: string, reader: DialectReader): Problem[] {
  const first = text.indexOf('\r\n');
  if (first < 0) return [];
  const span = spanOf(first, first + 2);
  const problems = reader.keepsReturns ? [toProblem(carriageReturn(span), 0, reader)] : [];
  const bare = /(?<!\r)\n/.exec(text);
  if (!bare) return problems;
  const message =
    'Some lines end in CRLF and some in LF, which parsers and version control treat differently. Save the file with one kind.';
  const place = spanOf(Math.max(first, bare.index), Math.max(first, bare.index) + 1);
  return [...problems, { code: 'syntax/mixed-line-breaks', severity: 'info', message, span: place }];
}

function carriageReturn(span: Span): Issue {
  return { code: 'syntax/carriage-return', severity: 'warning', span };
}
