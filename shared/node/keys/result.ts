/** What can go wrong with keys, as data: a stable code for programs, a sentence that says what to do for people. */

export type KeyFailureCode =
  /** There is no ssh-agent to ask: `SSH_AUTH_SOCK` is not set. */
  | 'no-agent'
  /** The agent is named and does not answer, or not as an agent does. */
  | 'agent-unreachable'
  | 'agent-timeout'
  /** The agent has the key and does not sign: it is locked, or its owner said no. */
  | 'agent-refused'
  | 'key-not-in-agent'
  | 'ssh-keygen-missing'
  /** ssh-keygen ended without a signature or a key; the message has its own words. */
  | 'ssh-keygen-failed'
  /** The key's passphrase was not given, or there was nobody to ask for it. */
  | 'passphrase'
  | 'key-file-missing'
  | 'key-file-unreadable'
  /** Others may read the key's file. */
  | 'key-file-permissions'
  /** No public key that may sign in a ledger. */
  | 'key-invalid'
  /** What signed is another key than the identity names, or a security key that nobody touched. */
  | 'wrong-signature'
  /** The person or the program that asked gave up. */
  | 'cancelled'
  /** There is no age identity where it should be. */
  | 'age-key-missing'
  | 'age-key-invalid'
  | 'recipient-invalid'
  | 'no-recipients'
  /** Hybrid and classic recipients for one text: the classic ones would undo what the hybrid ones are for. */
  | 'recipients-mixed'
  /** Encrypted to others. */
  | 'not-a-recipient'
  /** No age file, or one that was changed. */
  | 'age-file-damaged'
  | 'identity-name'
  | 'identity-exists'
  | 'identity-missing'
  | 'identity-damaged'
  /** No identity is chosen. */
  | 'no-identity'
  | 'store-unwritable';

export type KeyResult<T> = { readonly ok: true; readonly value: T } | KeyFailure;

export interface KeyFailure {
  readonly ok: false;
  readonly code: KeyFailureCode;
  /** What, why, what to do; never a secret. */
  readonly message: string;
}

export function done<T>(value: T): KeyResult<T> {
  return { ok: true, value };
}

export function failed(code: KeyFailureCode, message: string): KeyFailure {
  return { ok: false, code, message };
}

/** Of the file system or the network, where failing is expected; other errors are bugs. */
export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}

/** The system's code of an error (`ENOENT`), for a message; its own words may hold more than should be shown. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
