/** Somebody agrees to a request, as it is, in one of the roles that the policy asks for. */
import type { LedgerEvent } from '../event.ts';
import { eventKind } from '../kind.ts';
import { ROLE } from '../names.ts';
import { rolesOf } from '../policy.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { BINDING_FIELDS, type ChangeRequest } from '../request.ts';
import { boundRequest, updateRequest } from '../requests.ts';
import { selfApproval } from '../self-approval.ts';
import { type Accepted, record, setOf, text } from '../shape.ts';
import { standingOf } from '../standing.ts';
import type { LedgerState } from '../state.ts';
import { termsOf } from '../terms.ts';

const DATA = record({
  ...BINDING_FIELDS,
  /** For which the approval counts: one, unless the policy lets one person fill several. */
  roles: setOf(ROLE, 50),
  comment: text({ min: 0, max: 5000 }),
});

type Data = Accepted<typeof DATA>;

export const requestApproved = eventKind<Data>({
  kind: 'request.approved',
  data: DATA,
  attachmentsOf: () => [],
  admit: (state, event) => {
    const found = boundRequest(state, event.data, event.time);
    if ('refusal' in found) return found.refusal;
    return (
      selfApproval(state, found.request, event.principal) ??
      rolesAreTheirs(state, found.request, event) ??
      rolesAreWanted(state, found.request, event)
    );
  },
  apply: (draft, { principal, time, data: { request: id, roles, comment } }) => {
    const approvals = draft.requests.get(id)?.approvals ?? [];
    updateRequest(draft, id, { approvals: [...approvals, { principal, roles, comment, time }] });
  },
  summary: ({ roles, comment }) => `approved as ${roles.join(', ')}${comment && `: ${comment}`}`,
});

function rolesAreTheirs(
  state: LedgerState,
  { id, subject, approvals }: ChangeRequest,
  { principal, data: { roles } }: LedgerEvent<Data>,
): Refusal | undefined {
  const held = rolesOf(state.policy, principal);
  const foreign = roles.find(role => !held.includes(role));
  if (foreign !== undefined || roles.length === 0) {
    const whose = held.join(', ') || 'no role';
    const asked = termsOf(state, subject).approvers.join(', ') || 'nobody';
    const message = `The request ${id} needs the approval of ${asked}, and ${principal} has ${whose}.`;
    return refuse('wrong-role', foreign === undefined ? message : `${message} ${foreign} is not theirs.`);
  }
  const before = approvals.filter(approval => approval.principal === principal).flatMap(each => each.roles);
  if (roles.some(role => before.includes(role))) {
    return refuse('duplicate', `${principal} has approved the request ${id} already.`);
  }
  if (before.length + roles.length === 1 || state.policy.relaxations.severalRoles) return undefined;
  const message = `One person fills one role of a request, and ${principal} would fill ${[...before, ...roles].join(', ')}. Let somebody else approve in the other.`;
  return refuse('second-role', message);
}

function rolesAreWanted(
  state: LedgerState,
  request: ChangeRequest,
  { time, data: { roles } }: LedgerEvent<Data>,
): Refusal | undefined {
  const { status, terms, missing } = standingOf(state, request, time);
  const other = roles.find(role => !terms.approvers.includes(role));
  if (other !== undefined) {
    const asked = terms.approvers.join(', ') || 'nobody';
    return refuse(
      'wrong-role',
      `The request ${request.id} needs the approval of ${asked}, and not of ${other}.`,
    );
  }
  if (status !== 'pending') {
    return refuse(
      'not-pending',
      `The request ${request.id} is ${status} already. Nobody else has to approve it.`,
    );
  }
  const taken = roles.find(role => !missing.includes(role));
  if (taken === undefined) return undefined;
  const by = request.approvals.find(approval => approval.roles.includes(taken))?.principal;
  const message = `${by ?? 'Somebody'} has approved the request ${request.id} as ${taken} already. It still needs ${missing.join(', ')}.`;
  return refuse('role-taken', message);
}
