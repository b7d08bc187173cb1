/** Finds the statements of a changed text by reading only those that the change can have touched. */
import type { Change } from '../text/change.ts';
import type { LinedText } from '../text/lined-text.ts';
import { ownText } from '../text/own-text.ts';
import type { DialectReader } from './dialect-reader.ts';
import type { Reference } from './document.ts';
import { type Chunk, type Chunks, makeChunks } from './dotenv-chunks.ts';
import { createSource } from './dotenv-source.ts';
import type { Part, Statement } from './dotenv-statement.ts';

/** A statement of the old text, by chunk and index in it. */
interface Cursor {
  chunk: number;
  index: number;
}

/** UTF-16 code units behind a change that are looked at first; each further look takes in many times as many. */
const FIRST_LOOK = 128;
const FURTHER_LOOK = 8;

/**
 * Scans from the first statement whose reading looked at the changed place, until a statement ends where an old one
 * behind the change began. What follows there is kept as it is.
 */
export function rescan(previous: Chunks, text: LinedText, change: Change, reader: DialectReader): Chunk[] {
  const from = firstTouched(previous, change.start);
  for (let look = FIRST_LOOK; ; look *= FURTHER_LOOK) {
    const scanned = scan(previous, text, { change, from, end: change.newEnd + look }, reader);
    if (scanned) return splice(previous, from, scanned, text, reader);
  }
}

interface Look {
  readonly change: Change;
  readonly from: Cursor;
  /** How far the text is looked at. */
  readonly end: number;
}

interface Scanned {
  readonly fresh: readonly Statement[];
  /** What is kept behind them. */
  readonly next: Cursor;
}

/** Undefined when what stands behind `end` may count. */
function scan(previous: Chunks, text: LinedText, look: Look, reader: DialectReader): Scanned | undefined {
  const { chunks } = previous;
  const { change, from } = look;
  const delta = change.newEnd - change.oldEnd;
  const next = firstAtOrAfter(previous, change.oldEnd);
  const fresh: Statement[] = [];
  let offset = startOf(from, previous);
  // Some readers look at the character in front of a statement, and all of them whether there is one.
  const origin = Math.max(0, offset - 1);
  const end = Math.min(look.end, text.length);
  const source = createSource(text.slice(origin, end));
  while (offset < text.length) {
    while (next.chunk < chunks.length && startOf(next, previous) + delta < offset) advance(next, chunks);
    const start = startOf(next, previous);
    // The very start of a text is read differently: nothing can be moved there, or from there.
    if (next.chunk < chunks.length && start + delta === offset && (offset === 0) === (start === 0))
      return { fresh, next };
    if (offset >= end) return undefined;
    const statement = reader.scan(source, offset - origin);
    if (offset + statement.reach > end && end < text.length) return undefined;
    fresh.push(ownStatement(statement));
    offset += statement.length;
  }
  return { fresh, next: { chunk: chunks.length, index: 0 } };
}

function splice(
  { chunks, starts }: Chunks,
  from: Cursor,
  { fresh, next }: Scanned,
  text: LinedText,
  reader: DialectReader,
): Chunk[] {
  const head = chunks[from.chunk]?.statements.slice(0, from.index) ?? [];
  const tail = next.index > 0 ? (chunks[next.chunk]?.statements.slice(next.index) ?? []) : [];
  const offset = starts[from.chunk] ?? chunks.reduce((sum, { length }) => sum + length, 0);
  return [
    ...chunks.slice(0, from.chunk),
    ...makeChunks([...head, ...fresh, ...tail], text, offset, reader),
    ...chunks.slice(next.index > 0 ? next.chunk + 1 : next.chunk),
  ];
}

function firstTouched({ chunks, starts, reaches }: Chunks, place: number): Cursor {
  const chunk = firstAbove(reaches, place);
  const touched = chunks[chunk];
  if (!touched) return { chunk: chunks.length, index: 0 };
  const start = (index: number): number => (starts[chunk] ?? 0) + (touched.starts[index] ?? 0);
  const index = touched.statements.findIndex(({ reach }, at) => start(at) + reach > place);
  return { chunk, index };
}

function firstAtOrAfter(previous: Chunks, offset: number): Cursor {
  const { chunks, starts } = previous;
  const cursor = { chunk: Math.max(0, firstAbove(starts, offset) - 1), index: 0 };
  while (cursor.chunk < chunks.length && startOf(cursor, previous) < offset) advance(cursor, chunks);
  return cursor;
}

/** The index of the first of `numbers`, which never fall, that is above `number`; else how many there are. */
function firstAbove(numbers: readonly number[], number: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) > number) high = middle;
    else low = middle + 1;
  }
  return low;
}

function advance(cursor: Cursor, chunks: readonly Chunk[]): void {
  cursor.index++;
  if (cursor.index < (chunks[cursor.chunk]?.statements.length ?? 0)) return;
  cursor.chunk++;
  cursor.index = 0;
}

/** The end of the text, for a cursor behind the last statement. */
function startOf({ chunk, index }: Cursor, { chunks, starts }: Chunks): number {
  const start = starts[chunk];
  if (start !== undefined) return start + (chunks[chunk]?.starts[index] ?? 0);
  return (starts.at(-1) ?? 0) + (chunks.at(-1)?.length ?? 0);
}

/** Free of the text that it was read from: statements outlive many versions of it. */
function ownStatement(statement: Statement): Statement {
  if (statement.kind !== 'assignment' && statement.kind !== 'bare-name') return statement;
  const key = { ...statement.key, text: ownText(statement.key.text) };
  if (statement.kind === 'bare-name') return { ...statement, key };
  const { value } = statement;
  const literal = value.literal === undefined ? {} : { literal: ownText(value.literal) };
  return {
    ...statement,
    key,
    value: {
      ...value,
      ...literal,
      template: ownText(value.template),
      references: value.references.map(ownReference),
      parts: value.parts.map(ownPart),
    },
  };
}

function ownPart(part: Part): Part {
  return part.kind === 'reference' ? { ...part, reference: ownReference(part.reference) } : part;
}

function ownReference(reference: Reference): Reference {
  return { ...reference, name: ownText(reference.name) };
}
