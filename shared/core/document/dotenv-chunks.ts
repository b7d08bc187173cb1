/** Statements in groups: an edit costs one group, and a glance at each of the others. */
import type { Text } from '../text/lined-text.ts';
import type { Block } from './block.ts';
import type { DialectReader } from './dialect-reader.ts';
import type { Comment } from './document.ts';
import { buildComments, literalBlock } from './dotenv-nodes.ts';
import type { Statement } from './dotenv-statement.ts';

const FEWEST_STATEMENTS = 32;
const MOST_STATEMENTS = 256;
const USUAL_LENGTH_OF_STATEMENT = 40;

/** Statements in a group. The more there are of both, the longer an edit takes, so they grow together with the file. */
function usualStatements(text: Text): number {
  const balanced = Math.sqrt(text.length / USUAL_LENGTH_OF_STATEMENT) / 2;
  return Math.round(Math.min(MOST_STATEMENTS, Math.max(FEWEST_STATEMENTS, balanced)));
}

export interface Chunk {
  readonly statements: readonly Statement[];
  /** Where each statement begins, from the chunk's start. */
  readonly starts: readonly number[];
  /** UTF-16 code units. */
  readonly length: number;
  /** The furthest `reach` of its statements, from the chunk's start. */
  readonly reach: number;
  /** A statement in it makes the dialect's parser refuse the file. */
  readonly refuses: boolean;
  /** Characters that are looked for in the whole file stand in it. */
  readonly hasNul: boolean;
  readonly hasReturn: boolean;
  readonly comments: readonly Comment[];
  /** What is read, where that depends on these statements alone. */
  readonly literal?: Block;
}

/** Where each chunk begins, and what is so of one of them; they tile the text. */
export interface Chunks extends Pick<Chunk, 'refuses' | 'hasNul' | 'hasReturn'> {
  readonly chunks: readonly Chunk[];
  readonly starts: readonly number[];
  /** How far the statements up to each chunk's end reach, from the start of the text. */
  readonly reaches: readonly number[];
  /** What is read is known of each from its own statements. */
  readonly isLiteral: boolean;
}

/** In one go: each look at all chunks of a long file takes as long as reading some of its lines. */
export function placeChunks(chunks: readonly Chunk[]): Chunks {
  const starts: number[] = [];
  const reaches: number[] = [];
  const all = { isLiteral: true, refuses: false, hasNul: false, hasReturn: false };
  let offset = 0;
  let furthest = 0;
  for (const { length, reach, literal, refuses, hasNul, hasReturn } of chunks) {
    starts.push(offset);
    furthest = Math.max(furthest, offset + reach);
    reaches.push(furthest);
    offset += length;
    all.isLiteral &&= literal !== undefined;
    all.refuses ||= refuses;
    all.hasNul ||= hasNul;
    all.hasReturn ||= hasReturn;
  }
  return { chunks, starts, reaches, ...all };
}

/** `statements` tile the text from `offset` on. */
export function makeChunks(
  statements: readonly Statement[],
  text: Text,
  offset: number,
  reader: DialectReader,
): Chunk[] {
  const usual = usualStatements(text);
  const size = statements.length <= 2 * usual ? 2 * usual : usual;
  const chunks: Chunk[] = [];
  let start = offset;
  for (let from = 0; from < statements.length; from += size) {
    const group = statements.slice(from, from + size);
    const length = group.reduce((sum, statement) => sum + statement.length, 0);
    const chunk = makeChunk(group, text.slice(start, start + length), reader);
    chunks.push(chunk);
    start += chunk.length;
  }
  return chunks;
}

/** `text`: their own. */
function makeChunk(statements: readonly Statement[], text: string, reader: DialectReader): Chunk {
  const starts: number[] = [];
  let length = 0;
  let reach = 0;
  let isLiteral = true;
  let refuses = false;
  for (const statement of statements) {
    starts.push(length);
    reach = Math.max(reach, length + statement.reach);
    length += statement.length;
    isLiteral &&= standsAlone(statement, reader);
    refuses ||= statement.issues.some(issue => issue.refuses);
  }
  const comments = buildComments(text, { statements, starts });
  const marks = { hasNul: text.includes('\0'), hasReturn: text.includes('\r') };
  const chunk = { statements, starts, length, reach, refuses, ...marks, comments };
  return isLiteral ? { ...chunk, literal: literalBlock(chunk, reader) } : chunk;
}

function standsAlone(statement: Statement, reader: DialectReader): boolean {
  if (statement.kind === 'assignment') return statement.value.literal !== undefined;
  return statement.kind !== 'bare-name' || !reader.resolve;
}

/** Whether the same names are set by the same statements. */
export function setsSameNames(before: readonly Chunk[], after: readonly Chunk[]): boolean {
  return (
    before.length === after.length &&
    before.every((chunk, index) => chunk === after[index] || hasSameNames(chunk, after[index]))
  );
}

function hasSameNames(before: Chunk, after: Chunk | undefined): boolean {
  if (before.statements.length !== after?.statements.length) return false;
  return before.statements.every((statement, index) => nameOf(statement) === nameOf(after.statements[index]));
}

function nameOf(statement: Statement | undefined): string | undefined {
  return statement?.kind === 'assignment' ? statement.key.text : undefined;
}
