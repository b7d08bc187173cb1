/** What can be expected to go wrong with a ledger's storage, as data. */
import { type Failure, failure, type GitFailureCode } from '../git/failure.ts';

export type StoreFailureCode =
  | GitFailureCode
  /** Another process holds the ledger's lock and did not let go. */
  | 'locked'
  /** An object, the ref or a file of the ledger is damaged and could not be recovered. */
  | 'damaged'
  /** The history is not what was remembered: see the open alarms. Nothing is appended until a person has settled it. */
  | 'alarmed'
  /** The asked-for range is no single line of commits. */
  | 'not-linear'
  /** The address or ref of a remote is none that is ever used. */
  | 'remote-address'
  /** The remote does not let this person in, or cannot be sure who it is. */
  | 'remote-auth'
  | 'remote-unreachable'
  /** There is no repository at the address. */
  | 'remote-not-found'
  /** A hook or rule of the remote refused the push. */
  | 'remote-declined'
  /** What came from outside is no sound git history. */
  | 'unsound'
  /** Anything else that went wrong with a remote: its own words are in the message. */
  | 'remote-failed'
  /** The disk refused: full, read-only, no permission. */
  | 'disk';

export type StoreFailure = Failure<StoreFailureCode>;

/** Runs what touches the disk: what the disk refuses is data, anything else is a bug. */
export async function onDisk<Value>(work: () => Promise<Value>): Promise<Value | StoreFailure> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) throw error;
    return failure('disk', `The ledger's files could not be read or written: ${message}.`);
  }
}
