/** What can be expected to go wrong with git, as data. */

/** An expected failure. Tell it from a value with `isFailure`. */
export interface Failure<Code extends string = string> {
  readonly kind: 'failure';
  readonly code: Code;
  /** What, why and what to do, in one or two sentences. */
  readonly message: string;
}

export type GitFailureCode =
  /** No git on the PATH. */
  | 'git-missing'
  /** Older than the oldest git this runs with. */
  | 'git-too-old'
  /** Git ended with an error: its own words are in the message. */
  | 'git-failed'
  | 'git-timeout'
  /** More output than the caller allows. */
  | 'git-output-too-large'
  /** The caller's signal. */
  | 'aborted';

export type GitFailure = Failure<GitFailureCode>;

export function failure<Code extends string>(code: Code, message: string): Failure<Code> {
  return { kind: 'failure', code, message };
}

export function isFailure<Value>(value: Value): value is Extract<Value, { readonly kind: 'failure' }> {
  return (
    typeof value === 'object' && value !== null && (value as { readonly kind?: unknown }).kind === 'failure'
  );
}
