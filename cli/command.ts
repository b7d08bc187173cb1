/** What a command of `secure-config` is: data that help and argument parsing read, and one function that runs it. */
import type { Arguments } from './arguments.ts';
import type { Io } from './io.ts';

/** 0 clean, 1 findings, 2 wrong use, 3 could not run. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Command {
  /** All that is typed to reach it: `check`, `identity create`. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What stands behind the command's name in its usage line, options left out. */
  readonly positionals: string;
  /** What it does, in a paragraph or two. */
  readonly description: string;
  readonly options: Options;
  /** Command lines without the program's name, and what each does. */
  readonly examples: readonly (readonly [command: string, does: string])[];
  /** How many positionals it takes at most; absent: any number. */
  readonly maxPositionals?: number;
  run(given: Arguments, io: Io): Promise<ExitCode>;
}

/** Commands under one name: `secure-config identity` has `create`, `show` and others. It does nothing by itself. */
export interface CommandGroup {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What its commands are for, in a paragraph or two. */
  readonly description: string;
  /** Last word of a command's name → what loads it, in the order in which help lists them. */
  readonly subcommands: ReadonlyMap<string, LoadCommand>;
}

export type LoadCommand = () => Promise<{ readonly command: Command | CommandGroup }>;

export type Options = Readonly<Record<string, Option>>;

export interface Option {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly help: string;
  /** Stands for the value in help. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
}

/** Every command understands these. */
export const COMMON_OPTIONS: Options = {
  color: { type: 'boolean', help: 'colour even where the output is no terminal; --no-color for none' },
  help: { type: 'boolean', short: 'h', help: 'say this' },
};

/** An expected failure: says what, why and what to do; ends the run with its exit code. */
export class CommandFailure extends Error {
  readonly exitCode: 2 | 3;

  constructor(message: string, exitCode: 2 | 3) {
    super(message);
    this.exitCode = exitCode;
  }
}
