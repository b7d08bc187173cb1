/** Who is in a ledger, as people are shown it, and what becomes of a wish to change that. Plain data; no secret is in it. */
import type { ToRotate } from '../../ledger/departures.ts';

export interface ShownMembers {
  readonly members: readonly ShownMember[];
  /** Every role that the policy knows. */
  readonly roles: readonly string[];
  /** How many other administrators have to approve a change. */
  readonly approvals: number;
  /** Why who acts here can change none of it; null when they can, or can ask for it. */
  readonly obstacle: string | null;
}

export interface ShownMember {
  readonly principal: string;
  readonly roles: readonly string[];
  readonly readsSecrets: boolean;
}

export interface NewMember {
  /** The line with which somebody introduces themselves. Who is a member already gets what it says in place of what they had. */
  readonly introduction: string;
  readonly roles: readonly string[];
  readonly readsSecrets: boolean;
}

export interface MemberResult {
  readonly principal: string;
  /** The request by which the other administrators are asked; null: it is in force. */
  readonly request: string | null;
  /** Secrets that who leaves still knows; empty when they read none. */
  readonly toRotate: readonly ToRotate[];
}
