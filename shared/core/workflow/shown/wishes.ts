/** What a person wishes of a ledger, as editor and command line hand it on: plain data, and no secret. */
import type { RollbackReason } from './version.ts';

export interface NewLedger {
  readonly title: string;
  /**
   * `team`: the policy of the profile as it is; who begins holds the administration. `alone`: one person holds every role
   * and may approve their own requests, and every report says so. `practice`: two identities on this machine, made when
   * they are missing, ask and approve in turn.
   */
  readonly mode: 'team' | 'alone' | 'practice';
}

export interface NewIdentity {
  readonly name: string;
  /** Absolute path of an SSH key that is there, or its public half for one in an agent; null: one is made. */
  readonly key: string | null;
}

/** `before`: the `next` of the page before; null for the first page. */
export interface PageWish {
  readonly before: number | null;
  readonly limit: number;
}

/** Null: of every environment, of every kind. */
export interface EventFilter extends PageWish {
  readonly environment: string | null;
  readonly kind: string | null;
}

export interface VersionName {
  readonly environment: string;
  readonly number: number;
}

export interface NewVersion {
  readonly environment: string;
  readonly message: string;
  /** Of the preview that the person has seen. */
  readonly basis: string;
}

export interface RollbackTarget {
  readonly environment: string;
  readonly to: number;
  /** The secrets of now instead of those of then: after a rotation the old ones are dangerous. */
  readonly keepsSecrets: boolean;
}

export interface RollbackWish extends RollbackTarget {
  readonly reason: RollbackReason;
  readonly description: string;
  readonly emergency: boolean;
  /** In an emergency: the environment's name, written by the person and not filled in for them. */
  readonly confirmation: string;
  /** Whether texts of the files that are in no version and in no request may be lost; absent: it is refused then. */
  readonly overwrites?: boolean;
  /** Of the preview that the person has seen. */
  readonly basis: string;
}

export interface RequestFilter extends PageWish {
  readonly whose: 'waiting' | 'mine' | 'all';
}

export interface RequestWish {
  readonly environment: string;
  readonly justification: string;
  readonly impact: string;
  readonly rollbackPlan: string;
  /** Of the preview that the person has seen. */
  readonly basis: string;
}
