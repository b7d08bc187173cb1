/** Shows a dotenv file's statements as the entries, comments and problems that every later step works on. */
import { ownText } from '../text/own-text.ts';
import { spanOf } from '../text/text.ts';
import { type Block, shift, shiftReference } from './block.ts';
import type { DialectReader } from './dialect-reader.ts';
import type { Comment, Entry, Problem, ScalarNode } from './document.ts';
import type { Chunk } from './dotenv-chunks.ts';
import { describeIssue } from './dotenv-messages.ts';
import { issue } from './dotenv-scan.ts';
import type { Assignment, BareName, Issue, Statement } from './dotenv-statement.ts';
import type { Reading } from './dotenv-values.ts';

type Statements = Pick<Chunk, 'statements' | 'starts' | 'length' | 'comments'>;

/** What the second pass found out about one statement. */
export interface Resolved {
  readonly reading: Reading | undefined;
  readonly issues: readonly Issue[];
}

const NO_ISSUES: readonly Issue[] = [];

/** Of statements that are read as they stand. Its parts are made when they are first asked for. */
export function literalBlock(chunk: Statements, reader: DialectReader): Block {
  return blockOf(chunk, reader, index => literalReading(chunk.statements[index], reader));
}

function literalReading(statement: Statement | undefined, reader: DialectReader): Resolved {
  if (statement?.kind !== 'assignment' || statement.value.literal === undefined) {
    return { reading: undefined, issues: NO_ISSUES };
  }
  const { key, value } = statement;
  const { literal, unread } = value;
  return {
    reading: unread ? { value: literal ?? '', unread } : { value: literal ?? '' },
    issues: reader.losesKey?.(key.text) ? [issue('syntax/lost-value', key.span)] : NO_ISSUES,
  };
}

/** `resolved`: by the statement's index in the chunk. */
export function blockOf(
  chunk: Statements,
  reader: DialectReader,
  resolved: (index: number) => Resolved,
): Block {
  let entries: readonly Entry[] | undefined;
  let problems: readonly Problem[] | undefined;
  return {
    length: chunk.length,
    get entries() {
      entries ??= buildEntries(chunk, resolved);
      return entries;
    },
    comments: chunk.comments,
    get problems() {
      problems ??= buildProblems(chunk, reader, resolved);
      return problems;
    },
  };
}

/** One for each assignment, and for each bare name that the dialect reads as something. */
function buildEntries({ statements, starts }: Statements, resolved: (index: number) => Resolved): Entry[] {
  const entries: Entry[] = [];
  for (const [index, statement] of statements.entries()) {
    if (statement.kind !== 'assignment' && statement.kind !== 'bare-name') continue;
    const { reading } = resolved(index);
    const start = starts[index] ?? 0;
    if (statement.kind === 'assignment') entries.push(assignmentEntry(statement, start, reading));
    else if (reading) entries.push(bareEntry(statement, start, reading));
  }
  return entries;
}

function assignmentEntry({ key, value }: Assignment, start: number, reading: Reading | undefined): Entry {
  const unread = reading?.unread ?? value.unread;
  const node: ScalarNode = {
    kind: 'scalar',
    span: shift(value.span, start),
    value: reading ? reading.value : value.template,
    origin: 'text',
    references: value.references.map(reference => shiftReference(reference, start)),
    ...(unread ? { unread } : {}),
  };
  const keySpan = shift(key.span, start);
  const span = spanOf(Math.min(keySpan.start, node.span.start), node.span.end);
  return { key: key.text, keySpan, value: node, span };
}

function bareEntry({ key }: BareName, start: number, { value }: Reading): Entry {
  const keySpan = shift(key.span, start);
  const span = spanOf(keySpan.end, keySpan.end);
  const node: ScalarNode = { kind: 'scalar', span, value, origin: 'text', references: [] };
  return { key: key.text, keySpan, value: node, span: spanOf(Math.min(keySpan.start, span.start), span.end) };
}

/** `text`: the chunk's own. */
export function buildComments(
  text: string,
  { statements, starts }: Pick<Chunk, 'statements' | 'starts'>,
): Comment[] {
  const comments: Comment[] = [];
  for (const [index, statement] of statements.entries()) {
    if (!('comment' in statement) || !statement.comment) continue;
    const span = shift(statement.comment, starts[index] ?? 0);
    comments.push({ text: ownText(text.slice(span.start + 1, span.end)), span });
  }
  return comments;
}

function buildProblems(
  { statements, starts }: Statements,
  reader: DialectReader,
  resolved: (index: number) => Resolved,
): Problem[] {
  const problems: Problem[] = [];
  for (const [index, statement] of statements.entries()) {
    for (const found of [...statement.issues, ...resolved(index).issues]) {
      problems.push(toProblem(found, starts[index] ?? 0, reader));
    }
  }
  return problems;
}

export function toProblem(found: Issue, start: number, reader: DialectReader): Problem {
  const { code, severity } = found;
  return { code, severity, message: describeIssue(found, reader), span: shift(found.span, start) };
}
