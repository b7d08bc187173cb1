/** What a dotenv dialect is: one pure scan of one statement, and how values that refer to others are put together. */
import type { DialectName } from './dialect.ts';
import type { Source } from './dotenv-source.ts';
import type { Assignment, BareName, Issue, Statement } from './dotenv-statement.ts';

export interface DialectReader {
  readonly name: DialectName;
  /** How messages call the parser. */
  readonly title: string;
  /** The parser and the version whose reading is reproduced. */
  readonly reproduces: string;
  /** Reads the one statement that begins at `offset`, which is 0 or the end of another statement. */
  scan(source: Source, offset: number): Statement;
  /**
   * The second pass, over statements without a `literal` reading. Absent where nothing is ever replaced.
   * `undefined`: the statement sets nothing.
   */
  resolve?(statement: Assignment | BareName, scope: Scope): Resolution;
  /** What the process environment has instead of the file's value, where the parser lets it win; else `undefined`. */
  environmentValue?(
    key: string,
    environment: ReadonlyMap<string, string>,
    template: string,
  ): string | undefined;
  /** The parser collects everything first and replaces references afterwards, once for each name. */
  readonly resolvesLast?: true;
  /** What the parser does with U+FEFF at the start; `kept` makes it part of the first key. */
  readonly byteOrderMark: 'skipped' | 'kept' | 'refused';
  /** The parser refuses a text with a NUL character. */
  readonly refusesNul?: true;
  /** A carriage return in front of a line feed is part of the value. */
  readonly keepsReturns?: true;
  /** Keys that the parser cannot store. */
  readonly losesKey?: (key: string) => boolean;
}

export interface Scope {
  /** What the file has set up to here. `null`: a name without a value. */
  readonly values: ReadonlyMap<string, string | null>;
  readonly environment: ReadonlyMap<string, string>;
}

export interface Resolution {
  readonly value: string | null | undefined;
  readonly unread?: 'command';
  readonly issues?: readonly Issue[];
}

/** Values longer than this many UTF-16 code units after replacement are cut off: a few lines can double without end. */
export const LONGEST_VALUE = 1 << 20;

/** References nested deeper than this are not followed. */
export const DEEPEST_NESTING = 100;
