/** What people are shown of a ledger, in the editor and on the command line alike. Plain data; no secret is in it. */
import type { Adopted } from '../../ledger/adopt.ts';
import type { AlarmKind, AlarmWords } from '../../ledger/alarm-words.ts';
import type { Unrotated } from '../../ledger/departures.ts';
import type { JsonValue } from '../../profile/profile.ts';

export interface LedgerStatus {
  readonly ledgerId: string;
  readonly title: string;
  /** Digests of the raw first and last commits, for two people to compare. */
  readonly genesis: string;
  readonly head: string;
  readonly events: number;
  /** Of the last event. */
  readonly time: string;
  readonly policyVersion: number;
  readonly environments: readonly { readonly name: string; readonly active: number }[];
  /** Who acts on this machine; null when no identity is chosen, or the policy does not know it: `identityProblem`. */
  readonly identity: { readonly principal: string; readonly roles: readonly string[] } | null;
  /** Why nothing can be signed here, and what to do; null when it can. */
  readonly identityProblem: string | null;
  readonly sync: SyncStatus;
  /** Those that nobody has dealt with. */
  readonly alarms: readonly LedgerAlarm[];
  readonly waitingForMe: number;
  /** Emergency approvals whose review is owed. */
  readonly reviewsOwed: readonly {
    readonly request: string;
    readonly due: string;
    readonly overdue: boolean;
  }[];
  /** Who cannot read which secrets yet, and what to do; null when everybody who reads secrets reads all. */
  readonly unreadSecrets: string | null;
  /** What is live now and somebody knows who has left: to be rotated. */
  readonly unrotated: readonly Unrotated[];
  /** What manifest and profile say otherwise than the policy in force: it holds once the policy has adopted it. */
  readonly proposed: readonly Adopted[];
  /** What the policy does without, as a ledger of one person needs it: a sentence each. */
  readonly relaxations: readonly string[];
}

export interface SyncStatus {
  /** Whether the person has turned it on for this folder. */
  readonly isOn: boolean;
  /** Without user name and password; null when there is none. */
  readonly remote: string | null;
  /** Events that exist only on this machine. */
  readonly unpushed: number;
  /** Null: never. */
  readonly lastSync: string | null;
}

export interface LedgerAlarm {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly time: string;
  /** What happened, what was done, and what to do. */
  readonly message: string;
  /** What happened, in one line. */
  readonly title: string;
  /** Titles of the requests that the message names, by their ids. */
  readonly requests: Readonly<Record<string, string>>;
  /** Why nobody should pass over it. */
  readonly meaning: string;
  /** Ids, refs and files that show it, by their names for people. */
  readonly facts: AlarmWords['facts'];
  /** The remote that it is about; null: none. */
  readonly url: string | null;
  /** The remote no longer has what it had, and can be taken as it is now: `acceptRemote`. */
  readonly acceptable: boolean;
  /** Nothing is recorded until a person says which history the ledger is from now on: `settleHistory`. */
  readonly settleable: boolean;
}

/** `next`: hand it in as `before` for the items that follow; null when there are none. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: number | null;
}

export interface ShownEvent {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly time: string;
  readonly principal: string;
  readonly environment: string | null;
  /** What happened, in one line. */
  readonly summary: string;
}

export interface EventDetail extends ShownEvent {
  readonly digest: string;
  readonly prev: string | null;
  readonly policyVersion: number;
  /** Of the principal by the policy under which it was signed. */
  readonly roles: readonly string[];
  /** As `ssh-keygen -l` prints it: `SHA256:…`. */
  readonly keyFingerprint: string;
  readonly keyType: string;
  readonly verification: { readonly isVerified: boolean; readonly message: string };
  /** What the event says, for who wants to read all of it. */
  readonly data: JsonValue;
  readonly attachments: readonly string[];
}

export interface VerifyReport {
  readonly isVerified: boolean;
  readonly head: string;
  readonly genesis: string;
  readonly events: number;
  /** What was looked at, a sentence each. */
  readonly checks: readonly string[];
  readonly failures: readonly VerifyFailure[];
  readonly milliseconds: number;
}

export interface VerifyFailure {
  /** Null where it is not about one event. */
  readonly seq: number | null;
  readonly code: string;
  /** Number in docs/threat-model.md; null for none. */
  readonly threat: string | null;
  readonly message: string;
  readonly whatToDo: string;
}

export interface SyncReport {
  readonly fetched: number;
  readonly pushed: number;
  /** Own events that were no longer allowed after those of others. */
  readonly dropped: readonly { readonly summary: string; readonly message: string }[];
  readonly head: string;
}

export interface ShownIdentity {
  readonly name: string;
  readonly keyType: string;
  readonly keyFingerprint: string;
  readonly keyPlace: 'file' | 'agent';
  /** Where secrets are encrypted to for it; null when it reads none. */
  readonly recipient: string | null;
  /** The line with which it introduces itself to who administers a ledger. */
  readonly introduction: string;
  readonly isCurrent: boolean;
}
