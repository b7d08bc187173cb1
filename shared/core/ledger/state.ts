/** What a ledger says at one moment: the fold of its events. Small, because it is kept for ledgers of any length. */
import type { Departure } from './departures.ts';
import type { Policy } from './policy.ts';
import type { ChangeRequest } from './request.ts';
import type { Version } from './version.ts';

export interface LedgerState {
  readonly ledgerId: string;
  /** What its founder called it. */
  readonly title: string;
  /** Digests of the raw first and last commits. */
  readonly genesis: string;
  readonly head: string;
  /** Of the last event. */
  readonly seq: number;
  readonly time: string;
  readonly policy: Policy;
  /** Keys that have been taken from their principals, which never come back. */
  readonly revokedKeys: ReadonlySet<string>;
  readonly environments: ReadonlyMap<string, EnvironmentState>;
  /** By `versionKey`. */
  readonly versions: ReadonlyMap<string, Version>;
  /** By id: that of the event that filed it. */
  readonly requests: ReadonlyMap<string, ChangeRequest>;
  /** Recipients of secrets by the policy in force: the number of the event since which secrets are encrypted to each. */
  readonly readers: ReadonlyMap<string, number>;
  /** Oldest first. */
  readonly departures: readonly Departure[];
  /** By digest of the bundle: how it was encrypted last. */
  readonly sealings: ReadonlyMap<string, Sealing>;
}

export interface Sealing {
  readonly attachment: string;
  /** Of the event that recorded it: it is for the recipients of that moment. */
  readonly seq: number;
}

export interface EnvironmentState {
  /** The highest number given so far. */
  readonly latest: number;
  /** The number of the version that is active: the baseline. */
  readonly active: number;
}

/** A state that its owner is building: what `replay` works on, and nobody else sees. */
export type Draft = {
  -readonly [Key in keyof LedgerState]: LedgerState[Key] extends ReadonlyMap<infer Name, infer Value>
    ? Map<Name, Value>
    : LedgerState[Key] extends ReadonlySet<infer Item>
      ? Set<Item>
      : LedgerState[Key];
};

export function versionKey(environment: string, number: number): string {
  return `${environment}@${number}`;
}

/** A copy whose collections can be changed without changing the original's. */
export function draftOf(state: LedgerState): Draft {
  return {
    ...state,
    revokedKeys: new Set(state.revokedKeys),
    environments: new Map(state.environments),
    versions: new Map(state.versions),
    requests: new Map(state.requests),
    readers: new Map(state.readers),
    sealings: new Map(state.sealings),
  };
}

/** The baseline of an environment; undefined when it has no version. */
export function activeVersionOf(state: LedgerState, environment: string): Version | undefined {
  const active = state.environments.get(environment)?.active;
  return active === undefined ? undefined : state.versions.get(versionKey(environment, active));
}
