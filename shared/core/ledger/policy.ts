/**
 * The policy in force: who there is, which keys are theirs, who may do what. It is one whole document, replaced by an
 * event that the policy before it allows, so that what held at any moment can be read from one place.
 */
import { administratorsOf } from './administration.ts';
import { brokenPattern } from './field-globs.ts';
import { ATTACHMENT, DIGEST, ENVIRONMENT, FIELD, PRINCIPAL, PUBLIC_KEY, RECIPIENT, ROLE } from './names.ts';
import {
  type Accepted,
  anything,
  flag,
  integer,
  list,
  mapping,
  nullable,
  oneOf,
  record,
  type Shape,
  setOf,
  variants,
} from './shape.ts';

/** Ascending. */
export const PRIORITIES = ['low', 'medium', 'high', 'critical', 'emergency'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** A year: no request waits longer. */
const LONGEST_WAIT = 366 * 24 * 3600;

const PRINCIPAL_ENTRY = record({
  roles: setOf(ROLE, 50),
  /** SSH public keys with which this principal signs. A key that is gone from here is revoked, for good. */
  keys: setOf(PUBLIC_KEY, 50),
  /** Where secrets are encrypted to; null for who is to read none. */
  recipient: nullable(RECIPIENT),
});

const TERMS = {
  /** Roles of which each has to approve. */
  approvers: setOf(ROLE, 50),
  priority: oneOf(...PRIORITIES),
  /** From filing until apply. */
  expiresAfterSeconds: integer(60, LONGEST_WAIT),
  /** Whether an emergency may do without the approvers. */
  emergencyOverride: flag,
};

const APPROVALS = record({
  /** For a field, the first entry that names it counts. Fields are dotted paths or globs over them. */
  requirements: list(record({ fields: list(FIELD, 500), ...TERMS }), 1000),
  otherFields: record(TERMS),
  environments: mapping(
    ENVIRONMENT,
    record({
      /** Added to what the fields ask for. */
      approvers: setOf(ROLE, 50),
      /** The environment in which the same change has to be active first. */
      after: nullable(ENVIRONMENT),
    }),
  ),
  emergency: record({
    /** Of which one has to approve. */
    approvers: setOf(ROLE, 50),
    reviewWithinSeconds: integer(60, LONGEST_WAIT),
    /** No further emergency while a review is overdue. */
    refusedWhileOverdue: flag,
  }),
});

const LEVELS = { severity: oneOf('low', 'medium', 'high', 'critical'), protected: flag, needsApproval: flag };
const FIELDS = list(FIELD, 500);

const DRIFT = record({
  fields: list(record({ fields: FIELDS, ...LEVELS }), 1000),
  otherFields: record(LEVELS),
  /** Which changes make a configuration less secure. */
  downgrades: list(
    variants('kind', {
      flag: record({ kind: oneOf('flag'), fields: FIELDS, from: anything, to: anything }),
      ladder: record({ kind: oneOf('ladder'), fields: FIELDS, rungs: list(anything, 100) }),
      leaves: record({ kind: oneOf('leaves'), fields: FIELDS, secure: list(anything, 100) }),
      growth: record({ kind: oneOf('growth'), fields: FIELDS, beyond: integer(1, 1_000_000) }),
    }),
    1000,
  ),
});

const COUNT = integer(0, 50);
const AT_MOST = record({ upTo: integer(1, 50) });
/** A number asks for that many at any time; `upTo` for as many as there are, and for no more than that. */
const NEEDED: Shape<number | { readonly upTo: number }> = (value, at) =>
  typeof value === 'object' ? AT_MOST(value, at) : COUNT(value, at);

export const POLICY = record({
  /** 1 for the first, then one more each. */
  version: integer(1),
  roles: setOf(ROLE, 100),
  /** As many as fit into an event are fewer, where they have long keys. */
  principals: mapping(PRINCIPAL, PRINCIPAL_ENTRY, 1000),
  administration: record({
    /** Who may change the policy. */
    roles: setOf(ROLE, 50),
    /** How many of them, other than who asks, have to approve a change. */
    approvals: NEEDED,
  }),
  approvals: APPROVALS,
  drift: DRIFT,
  /** Digest of the rules that contents are checked by; null: any. */
  ruleSet: nullable(DIGEST),
  /** What a ledger of one person needs. Every report says so. */
  relaxations: record({
    /** Who asks for a change may approve it. */
    selfApproval: flag,
    /** One person may approve in several roles. */
    severalRoles: flag,
  }),
  /** The key of fingerprints, encrypted to all recipients. It changes when one of them leaves, and `generation` with it. */
  fingerprintKey: record({ generation: integer(0), attachment: nullable(ATTACHMENT) }),
});

export type Policy = Accepted<typeof POLICY>;
export type ApprovalPolicy = Accepted<typeof APPROVALS>;
export type DriftPolicy = Accepted<typeof DRIFT>;

/** What makes a policy useless or dangerous although it has the right form; undefined when nothing does. */
export function policyProblem(policy: Policy): string | undefined {
  const known = new Set(policy.roles);
  const entries = Object.entries(policy.principals);
  const unknown = rolesNamed(policy).find(role => !known.has(role));
  if (unknown !== undefined) return `The role ${unknown} is used and not listed under roles.`;
  const broken = brokenPattern(patternsIn(policy));
  if (broken !== undefined) return `${JSON.stringify(broken)} is no glob, so it would name no field.`;
  const keys = entries.flatMap(([, { keys }]) => keys);
  if (new Set(keys).size < keys.length) return 'One key belongs to two principals.';
  const administrators = administratorsOf(policy);
  if (administrators.length === 0) return 'Nobody with a key could change this policy again.';
  const { approvals } = policy.administration;
  if (typeof approvals === 'number' && administrators.length <= approvals) {
    const others = `${approvals} other administrator${approvals === 1 ? '' : 's'}`;
    return `A change would need the approval of ${others}, and there are ${administrators.length - 1}.`;
  }
  const recipients = entries.flatMap(([, { recipient }]) => recipient ?? []);
  const needsKey = recipients.length > 0 && policy.fingerprintKey.attachment === null;
  return needsKey ? 'There are recipients of secrets and no key for fingerprints.' : undefined;
}

/** Of a person by their own key; undefined for a key of nobody. */
export function principalOfKey({ principals }: Policy, key: string): string | undefined {
  return Object.entries(principals).find(([, { keys }]) => keys.includes(key))?.[0];
}

/** Empty for a name that the policy does not know. */
export function rolesOf({ principals }: Policy, principal: string): readonly string[] {
  return Object.hasOwn(principals, principal) ? (principals[principal]?.roles ?? []) : [];
}

/** Public keys. Empty for a name that the policy does not know. */
export function keysOf({ principals }: Policy, principal: string): readonly string[] {
  return Object.hasOwn(principals, principal) ? (principals[principal]?.keys ?? []) : [];
}

function patternsIn({ approvals, drift }: Policy): string[] {
  return [...approvals.requirements, ...drift.fields, ...drift.downgrades].flatMap(({ fields }) => fields);
}

function rolesNamed({ principals, administration, approvals }: Policy): string[] {
  return [
    ...Object.values(principals).flatMap(({ roles }) => roles),
    ...administration.roles,
    ...approvals.requirements.flatMap(({ approvers }) => approvers),
    ...approvals.otherFields.approvers,
    ...Object.values(approvals.environments).flatMap(({ approvers }) => approvers),
    ...approvals.emergency.approvers,
  ];
}
