/** What people are shown of a change of the policy, and what they ask for. Plain data; nothing in a policy is a secret. */
import type { RequestDetail } from './request.ts';
import type { FieldDifference } from './version.ts';

export type PolicyChange =
  /** Approvals, drift and rules as manifest and profile have them now. */
  | { readonly kind: 'adopt' }
  /** `yaml`: some of roles, administration, approvals, drift, ruleSet and relaxations; the others stay. */
  | { readonly kind: 'edit'; readonly yaml: string };

export interface PolicyPreview {
  /** By paths such as `approvals.otherFields.approvers`. */
  readonly changes: readonly FieldDifference[];
  /** As YAML: the policy in force, and the one that would follow it. Without the members, whom it does not change. */
  readonly before: string;
  readonly after: string;
  /** How many others have to approve. */
  readonly approvals: number;
  /** The version of the policy that was looked at. */
  readonly from: number;
}

export type PolicyWish = PolicyChange & {
  readonly justification: string;
  /** Of the preview. */
  readonly from: number;
};

export type PolicyResult =
  | { readonly kind: 'done'; readonly version: number }
  | { readonly kind: 'requested'; readonly request: RequestDetail };
