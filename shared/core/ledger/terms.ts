/** What the policy in force asks of a request: of all its changed fields together, and of its environment. */
import { neededAdministrators } from './administration.ts';
import { fieldMatcher } from './field-globs.ts';
import { type ApprovalPolicy, PRIORITIES, type Priority } from './policy.ts';
import type { ChangeRequest, Subject } from './request.ts';
import { isRollbackToApproved } from './rollbacks.ts';
import type { LedgerState } from './state.ts';

export interface Terms {
  /** Roles that approve, in order of their names. */
  readonly approvers: readonly string[];
  /** Null: one approval in each of these roles. A number: so many people, each in any of them. */
  readonly people: number | null;
  readonly priority: Priority;
  /** From filing until apply. */
  readonly expiresAfterSeconds: number;
  /** Whether an emergency may do without the approvers: only where every changed field allows it. */
  readonly emergencyOverride: boolean;
  /** The environment in which the same change has to be active first; null for none. */
  readonly after: string | null;
}

export type FieldTerms = ApprovalPolicy['otherFields'];

export function termsOf(state: LedgerState, subject: Subject): Terms {
  if (subject.kind === 'policy') return termsOfPolicy(state);
  const { approvals } = state.policy;
  const fieldTerms = fieldTermsBy(approvals);
  // A change of comments alone names no field, and is no reason to ask nobody.
  const each =
    subject.changes.length === 0
      ? [approvals.otherFields]
      : subject.changes.map(({ field }) => fieldTerms(field));
  const place = environmentTerms(approvals, subject.environment);
  const approvers = sorted([...each.flatMap(terms => terms.approvers), ...(place?.approvers ?? [])]);
  return {
    approvers,
    people: isRollbackToApproved(state, subject) ? Math.min(1, approvers.length) : null,
    priority: highest(each.map(({ priority }) => priority)),
    expiresAfterSeconds: each.reduce(
      (least, terms) => Math.min(least, terms.expiresAfterSeconds),
      Number.POSITIVE_INFINITY,
    ),
    emergencyOverride: each.every(terms => terms.emergencyOverride),
    after: subject.kind === 'rollback' ? null : (place?.after ?? null),
  };
}

/** For a field, the first requirement that names it counts. */
export function fieldTermsBy({ requirements, otherFields }: ApprovalPolicy): (field: string) => FieldTerms {
  const entries = requirements.map(terms => ({ terms, names: fieldMatcher(terms.fields) }));
  return field => entries.find(({ names }) => names(field))?.terms ?? otherFields;
}

/** Whatever the case of its name, so that `Production` is no way around `production`. */
export function environmentTerms(
  { environments }: ApprovalPolicy,
  environment: string,
): ApprovalPolicy['environments'][string] | undefined {
  const name = environment.toLowerCase();
  return Object.entries(environments).find(([each]) => each.toLowerCase() === name)?.[1];
}

/** The environment in which the same change has to be active first; null for none. An emergency does not wait for it. */
export function prerequisiteOf(state: LedgerState, { subject, emergency }: ChangeRequest): string | null {
  return emergency ? null : termsOf(state, subject).after;
}

/** Who may reject a request, and look at an emergency afterwards: who would have approved it, and the administrators. */
export function reviewersOf(state: LedgerState, subject: Subject): readonly string[] {
  return sorted([...termsOf(state, subject).approvers, ...state.policy.administration.roles]);
}

function termsOfPolicy({ policy }: LedgerState): Terms {
  const { administration, approvals } = policy;
  return {
    approvers: administration.roles,
    people: neededAdministrators(policy),
    priority: 'critical',
    expiresAfterSeconds: approvals.otherFields.expiresAfterSeconds,
    emergencyOverride: false,
    after: null,
  };
}

function highest(priorities: readonly Priority[]): Priority {
  return PRIORITIES.findLast(each => priorities.includes(each)) ?? 'low';
}

function sorted(roles: readonly string[]): string[] {
  return [...new Set(roles)].sort();
}
