/** A ledger's first policy out of what the profile proposes: approvals and drift, in the ledger's own strict form. */
import type { JsonValue } from '../profile/profile.ts';
import type { ApprovalPolicy, DriftPolicy, Priority } from './policy.ts';

/** What a profile without approvals gets: one administrator approves everything within a day. */
const DEFAULT_ROLES = ['administrator'];
const DAY = 24 * 3600;

export interface ProposedPolicy {
  readonly roles: readonly string[];
  readonly approvals: ApprovalPolicy;
  readonly drift: DriftPolicy;
}

/** Takes files that have been checked by the schema of profiles; what is left out there has its default here. */
export function proposePolicy(profile: { approvals?: JsonValue; drift?: JsonValue }): ProposedPolicy {
  const given = (profile.approvals ?? {}) as unknown as GivenApprovals;
  const roles = [...new Set(given.roles ?? DEFAULT_ROLES)].sort();
  return {
    roles,
    approvals: approvalsOf(given, roles),
    drift: driftOf((profile.drift ?? {}) as unknown as GivenDrift),
  };
}

interface GivenTerms {
  readonly approvers?: readonly string[];
  readonly priority?: Priority;
  readonly expiresAfter?: string;
  readonly emergencyOverride?: boolean;
}

interface GivenApprovals {
  readonly roles?: readonly string[];
  readonly requirements?: readonly (GivenTerms & { readonly fields: readonly string[] })[];
  readonly otherFields?: GivenTerms;
  readonly environments?: Readonly<
    Record<string, { readonly approvers?: readonly string[]; readonly after?: string }>
  >;
  readonly emergency?: {
    readonly approvers?: readonly string[];
    readonly reviewWithin?: string;
    readonly refusedWhileOverdue?: boolean;
  };
}

type GivenLevels = Partial<DriftPolicy['otherFields']>;
type GivenDowngrade = { readonly fields: readonly string[] } & {
  readonly from?: JsonValue;
  readonly to?: JsonValue;
  readonly ladder?: readonly JsonValue[];
  readonly leaves?: readonly JsonValue[];
  readonly growsBeyond?: number;
};

interface GivenDrift {
  readonly fields?: readonly (GivenLevels & { readonly fields: readonly string[] })[];
  readonly otherFields?: GivenLevels;
  readonly downgrades?: readonly GivenDowngrade[];
}

function approvalsOf(given: GivenApprovals, roles: readonly string[]): ApprovalPolicy {
  const { requirements = [], otherFields, environments = {}, emergency } = given;
  return {
    requirements: requirements.map(({ fields, ...terms }) => ({ fields, ...termsOf(terms, roles) })),
    otherFields: termsOf(otherFields ?? {}, roles),
    environments: Object.fromEntries(
      Object.entries(environments).map(([name, { approvers = [], after }]) => [
        name,
        { approvers: sorted(approvers), after: after ?? null },
      ]),
    ),
    emergency: {
      approvers: sorted(emergency?.approvers ?? []),
      reviewWithinSeconds: seconds(emergency?.reviewWithin) ?? 3 * DAY,
      refusedWhileOverdue: emergency?.refusedWhileOverdue ?? true,
    },
  };
}

function termsOf(given: GivenTerms, roles: readonly string[]): ApprovalPolicy['otherFields'] {
  return {
    approvers: sorted(given.approvers ?? roles.slice(0, 1)),
    priority: given.priority ?? 'medium',
    expiresAfterSeconds: seconds(given.expiresAfter) ?? DAY,
    emergencyOverride: given.emergencyOverride ?? true,
  };
}

function driftOf({ fields = [], otherFields, downgrades = [] }: GivenDrift): DriftPolicy {
  return {
    fields: fields.map(({ fields: names, ...levels }) => ({ fields: names, ...levelsOf(levels) })),
    otherFields: levelsOf(otherFields ?? {}),
    downgrades: downgrades.flatMap(downgradeOf),
  };
}

function levelsOf({ severity = 'low', protected: isProtected = false, needsApproval = false }: GivenLevels) {
  return { severity, protected: isProtected, needsApproval };
}

function downgradeOf(given: GivenDowngrade): DriftPolicy['downgrades'] {
  const { fields, ladder, leaves, growsBeyond, from, to } = given;
  if (ladder) return [{ kind: 'ladder', fields, rungs: ladder }];
  if (leaves) return [{ kind: 'leaves', fields, secure: leaves }];
  if (growsBeyond !== undefined) return [{ kind: 'growth', fields, beyond: growsBeyond }];
  return from === undefined || to === undefined ? [] : [{ kind: 'flag', fields, from, to }];
}

/** `30m`, `4h`, `2d`. */
function seconds(duration: string | undefined): number | undefined {
  const [, count, unit] = /^(\d+)([mhd])$/.exec(duration ?? '') ?? [];
  return unit === undefined ? undefined : Number(count) * { m: 60, h: 3600, d: DAY }[unit as 'm' | 'h' | 'd'];
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
