/** What people are shown of change requests, and of what a wish would need before it is one. Plain data, no secret. */
import type { ToRotate } from '../../ledger/departures.ts';
import type { Assessment, FieldDifference, RollbackReason, TextChange } from './version.ts';

export const REQUEST_ACTIONS = [
  'approve',
  'reject',
  'emergencyApprove',
  'apply',
  'cancel',
  'review',
  'edit',
] as const;

export type RequestAction = (typeof REQUEST_ACTIONS)[number];

export interface ShownRequest {
  readonly id: string;
  readonly kind: 'change' | 'rollback' | 'policy';
  /** Null for a change of the policy. */
  readonly environment: string | null;
  /** What it is about, in one line: `3 fields of production`. */
  readonly title: string;
  readonly status: 'pending' | 'approved' | 'rejected' | 'expired' | 'cancelled' | 'applied';
  readonly priority: 'low' | 'medium' | 'high' | 'critical' | 'emergency';
  readonly requester: string;
  /** In which role they asked; null for none. */
  readonly requesterRole: string | null;
  readonly filed: string;
  readonly expires: string;
  /** Each approval that it takes, and who gave it: the role, or where any of several will do `a or b`. */
  readonly roles: readonly { readonly role: string; readonly approvedBy: string | null }[];
  /** Another version has become active since: it has to be edited. */
  readonly isStale: boolean;
  readonly isMine: boolean;
  /** Whether I can do what it lacks: approve, apply what is mine, or review. */
  readonly waitsForMe: boolean;
  readonly emergency: ShownEmergency | null;
  /** What I may do now. */
  readonly actions: readonly RequestAction[];
  /** Why I may not, of each of the others. */
  readonly refusals: Readonly<Partial<Record<RequestAction, string>>>;
}

export interface ShownEmergency {
  readonly principal: string;
  readonly reason: string;
  readonly reviewDue: string;
  readonly isOverdue: boolean;
  readonly review: { readonly principal: string; readonly time: string; readonly finding: string } | null;
}

export interface RequestDetail extends ShownRequest {
  readonly justification: string;
  readonly impact: string;
  readonly rollbackPlan: string;
  /** The version that the change starts from, and the one that is active now. */
  readonly base: number | null;
  readonly active: number | null;
  /** Of everything that apply needs: an approval names it. */
  readonly digest: string;
  /** Current → new, worked out now. */
  readonly changes: readonly FieldDifference[];
  /** In order of their paths: what is to be seen though it shows in no field. */
  readonly texts: readonly TextChange[];
  /** Relative paths. */
  readonly files: readonly string[];
  /** Null for a change of the policy. */
  readonly assessment: Assessment | null;
  readonly approvals: readonly {
    readonly principal: string;
    readonly roles: readonly string[];
    readonly time: string;
    readonly comment: string;
  }[];
  /** Who rejected or cancelled it, and why. */
  readonly ending: { readonly principal: string; readonly time: string; readonly reason: string } | null;
  readonly rollback: {
    readonly to: number;
    readonly reason: RollbackReason;
    readonly keepsSecrets: boolean;
  } | null;
  /** Who would no longer read secrets, and which of those that are live they would still know; null: nobody. */
  readonly rotation: { readonly principals: readonly string[]; readonly secrets: readonly ToRotate[] } | null;
  /** What is still needed, a sentence each; empty when nothing is, and once somebody has ended it. */
  readonly missing: readonly string[];
}

/** What the policy asks for. */
export interface Requirements {
  readonly approvers: readonly {
    /** Where any of several will do `a or b`, and `2 of a or b` where it takes two people. */
    readonly role: string;
    /** Who could give it: everybody with the role but who asks. */
    readonly principals: readonly string[];
  }[];
  readonly priority: ShownRequest['priority'];
  /** If it were filed now. */
  readonly expires: string;
  readonly emergencyOverride: boolean;
  /** The environment in which the same change has to be active first; null for none. */
  readonly after: string | null;
}

/** What filing a request, making a first version or rolling back would come to. Writes nothing. */
export interface Preview {
  readonly environment: string;
  readonly base: number | null;
  readonly changes: readonly FieldDifference[];
  /** In order of their paths: what is to be seen though it shows in no field. */
  readonly texts: readonly TextChange[];
  readonly files: readonly string[];
  readonly assessment: Assessment;
  /** Null where none is needed: for a first version. */
  readonly requirements: Requirements | null;
  /** Names what is shown: handed back, it makes sure that the same is filed. */
  readonly basis: string;
  /** Why it cannot be done now, and what to do; null when it can. */
  readonly obstacle: string | null;
  /** The code of that refusal: `stale-rules`, …; null where nothing is in the way. */
  readonly obstacleCode: string | null;
  /** What to bear in mind, a sentence each. */
  readonly notes: readonly string[];
}

export interface RollbackPreview extends Preview {
  readonly to: number;
  /** Why there is no way by emergency; null when there is one. */
  readonly emergencyObstacle: string | null;
}

/** A normal rollback files a request; one in an emergency, or that nobody else has to approve, is done at once. */
export type RollbackResult =
  | { readonly kind: 'requested'; readonly request: string }
  | { readonly kind: 'done'; readonly version: number; readonly live: string };
