/**
 * Reads a dotenv file as one of its dialects: lossless, from any text at all, without running anything.
 *
 * Statements tile the text and are found one by one, each from its own first character. So an edit costs the touched
 * statements alone (`updateDotenv`): the others hold no absolute offsets and are kept as they are.
 */
import type { Change } from '../text/change.ts';
import { type LinedText, linedText } from '../text/lined-text.ts';
import { spanOf } from '../text/text.ts';
import { allComments, type PlacedBlock, placeBlocks } from './block.ts';
import type { DialectName } from './dialect.ts';
import type { DialectReader } from './dialect-reader.ts';
import { dialectReader } from './dialects/all.ts';
import type { Document, MapNode, Problem } from './document.ts';
import { type Chunks, makeChunks, placeChunks, setsSameNames } from './dotenv-chunks.ts';
import { collectProblems, findRepeats, type Repeat } from './dotenv-problems.ts';
import { blocksOf } from './dotenv-readings.ts';
import { createSource } from './dotenv-source.ts';
import type { Statement } from './dotenv-statement.ts';
import { rescan } from './dotenv-update.ts';
import { readValues } from './dotenv-values.ts';

export interface DotenvOptions {
  readonly dialect: DialectName;
  /** The process environment that references are looked up in. Empty unless given. */
  readonly environment?: ReadonlyMap<string, string>;
}

export interface DotenvDocument extends Document {
  readonly format: 'dotenv';
  readonly dialect: DialectName;
  readonly environment: ReadonlyMap<string, string>;
  /** They tile the text: the first begins at 0, each next one where the one before it ends. */
  readonly statements: readonly Statement[];
  /** Where each statement begins, in UTF-16 code units. */
  readonly starts: readonly number[];
  /** The statements in groups, each of which an edit elsewhere leaves as it is. */
  readonly chunks: Chunks;
  readonly repeats: readonly Repeat[];
  /** What the dialect's own parser reads; `null` is a name without a value. Empty when it refuses the file. */
  readonly values: ReadonlyMap<string, string | null>;
  /** The dialect's parser reads nothing from this file, and a problem of severity `error` says why. */
  readonly refused: boolean;
}

export function parseDotenv(
  text: string | LinedText,
  { dialect, environment = new Map() }: DotenvOptions,
): DotenvDocument {
  const reader = dialectReader(dialect);
  const whole = text.toString();
  const scanned = createSource(whole);
  const statements: Statement[] = [];
  for (let offset = 0; offset < whole.length; ) {
    const statement = reader.scan(scanned, offset);
    statements.push(statement);
    offset += statement.length;
  }
  const chunks = placeChunks(makeChunks(statements, whole, 0, reader));
  const source = typeof text === 'string' ? linedText(text) : text;
  return createDocument({ source, chunks, reader, environment });
}

/** The document of the changed text, the same as parsing that anew. Reads only the statements that the change touches. */
export function updateDotenv(previous: DotenvDocument, source: LinedText, change: Change): DotenvDocument {
  const { dialect, environment } = previous;
  const reader = dialectReader(dialect);
  const chunks = placeChunks(rescan(previous.chunks, source, change, reader));
  const keepsNames = setsSameNames(previous.chunks.chunks, chunks.chunks);
  return createDocument({
    source,
    chunks,
    reader,
    environment,
    blocks: previous.blocks,
    ...(keepsNames && { repeats: previous.repeats }),
  });
}

interface Making {
  readonly source: LinedText;
  readonly chunks: Chunks;
  readonly reader: DialectReader;
  readonly environment: ReadonlyMap<string, string>;
  /** Of the document before the change, to keep what is the same. */
  readonly blocks?: readonly PlacedBlock[];
  /** What is known already. */
  readonly repeats?: readonly Repeat[];
}

/** What is dear and not always wanted is made when it is first asked for. */
function createDocument(making: Making): DotenvDocument {
  const { source, chunks, reader, environment } = making;
  const statements = lazy(() => chunks.chunks.flatMap(chunk => chunk.statements));
  const isLiteral = environment.size === 0 && chunks.isLiteral;
  const readings = isLiteral ? undefined : readValues(statements(), reader, environment);
  const refused = (readings?.refused ?? chunks.refuses) || (reader.refusesNul === true && chunks.hasNul);
  const blocks = placeBlocks(
    blocksOf(chunks.chunks, reader, readings, making.blocks ?? []),
    making.blocks ?? [],
  );
  const repeats = lazy(() => making.repeats ?? findRepeats(chunks.chunks));
  const values = lazy(() => (readings ?? readValues(statements(), reader, environment)).values);
  const starts = lazy(() => startsOf(chunks));
  const root = lazy((): MapNode => {
    const entries = blocks.flatMap(block => block.entries());
    return { kind: 'map', span: spanOf(0, source.length), entries };
  });
  const comments = lazy(() => allComments(blocks));
  const problems = lazy((): readonly Problem[] =>
    collectProblems({ source, chunks, blocks, repeats: repeats(), refused }, reader),
  );
  return {
    format: 'dotenv',
    dialect: reader.name,
    environment,
    source,
    chunks,
    blocks,
    refused,
    get text() {
      return source.toString();
    },
    get repeats() {
      return repeats();
    },
    get statements() {
      return statements();
    },
    get starts() {
      return starts();
    },
    get lines() {
      return source.lines;
    },
    get roots() {
      return [root()];
    },
    get comments() {
      return comments();
    },
    get problems() {
      return problems();
    },
    get values() {
      return refused ? NO_VALUES : values();
    },
  };
}

const NO_VALUES: ReadonlyMap<string, string | null> = new Map();

function startsOf({ chunks, starts }: Chunks): number[] {
  return chunks.flatMap((chunk, at) => chunk.starts.map(start => start + (starts[at] ?? 0)));
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
