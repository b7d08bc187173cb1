/**
 * Reads a dotenv file as one of its dialects: lossless, from any text at all, without running anything.
 *
 * Statements tile the text and are found one by one, each from its own first character. So an edit costs the touched
 * statements alone (`updateDotenv`): the others hold no absolute offsets and are kept as they are.
 */
import { createLineIndex, type LineIndex } from '../text/line-index.ts';
import type { TextEdit } from '../text/text.ts';
import type { DialectName } from './dialect.ts';
import type { DialectReader } from './dialect-reader.ts';
import { dialectReader } from './dialects/all.ts';
import type { Comment, Document, MapNode, Problem } from './document.ts';
import { buildComments, buildRoot, type Placed } from './dotenv-nodes.ts';
import { collectProblems } from './dotenv-problems.ts';
import { createSource } from './dotenv-source.ts';
import type { Statement } from './dotenv-statement.ts';
import { scanFrom } from './dotenv-update.ts';
import { type Readings, readValues } from './dotenv-values.ts';

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
  /** What the dialect's own parser reads; `null` is a name without a value. Empty when it refuses the file. */
  readonly values: ReadonlyMap<string, string | null>;
  /** The dialect's parser reads nothing from this file, and a problem of severity `error` says why. */
  readonly refused: boolean;
}

export function parseDotenv(text: string, { dialect, environment }: DotenvOptions): DotenvDocument {
  const reader = dialectReader(dialect);
  const source = createSource(text);
  const statements: Statement[] = [];
  const starts: number[] = [];
  for (let offset = 0; offset < text.length; ) {
    const statement = reader.scan(source, offset);
    statements.push(statement);
    starts.push(offset);
    offset += statement.length;
  }
  return createDocument({ text, statements, starts }, reader, environment ?? new Map());
}

/** The document of the edited text, the same as parsing that anew. Reads only the statements that the edit touches. */
export function updateDotenv(previous: DotenvDocument, edit: TextEdit): DotenvDocument {
  const reader = dialectReader(previous.dialect);
  return createDocument(scanFrom(previous, edit, reader), reader, previous.environment);
}

/** Everything but the statements is made when it is first asked for. */
function createDocument(
  placed: Placed,
  reader: DialectReader,
  environment: ReadonlyMap<string, string>,
): DotenvDocument {
  const lines = lazy((): LineIndex => createLineIndex(placed.text));
  const readings = lazy((): Readings => readValues(placed.statements, reader, environment));
  const isRefused = lazy(
    (): boolean => readings().refused || (reader.refusesNul === true && placed.text.includes('\0')),
  );
  const root = lazy((): MapNode => buildRoot(placed, readings().readings));
  const comments = lazy((): readonly Comment[] => buildComments(placed));
  const problems = lazy((): readonly Problem[] => collectProblems(placed, reader, readings(), lines()));
  const values = lazy(() => (isRefused() ? new Map<string, string | null>() : readings().values));
  return {
    format: 'dotenv',
    dialect: reader.name,
    environment,
    ...placed,
    get lines() {
      return lines();
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
      return values();
    },
    get refused() {
      return isRefused();
    },
  };
}

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
